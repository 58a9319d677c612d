#include "storage/staff_store.h"

#include "storage/values.h"

namespace onshi::storage {

namespace {

/// As text that stays where it is: a statement is prepared once for each address.
const std::string columns =
    "id, class, holder, login, name, role, locked, password, totp, totp_step, failures, wait_until";
const std::string insert_member =
    "INSERT INTO staff_member (" + columns + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const std::string select_by_id = "SELECT " + columns + " FROM staff_member WHERE id = $1";
const std::string select_by_login =
    "SELECT " + columns + " FROM staff_member WHERE class = $1 AND holder = $2 AND login = $3";
const std::string select_of_holder =
    "SELECT " + columns + " FROM staff_member WHERE class = $1 AND holder = $2 ORDER BY id";
const std::string select_after = "SELECT " + columns + " FROM staff_member WHERE id > $1 ORDER BY id LIMIT 4096";

StaffRow read_member(const Row& row)
{
    const auto cls = domain::caller_class(std::string(row.text(1)));
    const auto role = domain::staff_role(row.text(5));
    ONSHI_CHECK(cls && role);
    return {.id = std::string(row.text(0)),
            .cls = *cls,
            .holder = std::string(row.text(2)),
            .login = std::string(row.text(3)),
            .name = std::string(row.text(4)),
            .role = *role,
            .locked = row.integer(6) != 0,
            .password = std::string(row.text(7)),
            .totp = std::string(row.text(8)),
            .totp_step = row.integer(9),
            .failures = row.integer(10),
            .wait_until = instant_of(row.integer(11))};
}

PasskeyRow read_passkey(const Row& row)
{
    return {.credential = std::string(row.text(0)),
            .member = std::string(row.text(1)),
            .public_key = std::string(row.text(2)),
            .counter = row.integer(3)};
}

Value text_or_null(const std::string& text) { return text.empty() ? Value(Null{}) : Value(std::string_view(text)); }
Value blob_or_null(const std::string& bytes) { return bytes.empty() ? Value(Null{}) : Value(Blob{bytes}); }

} // namespace

void StaffStore::add(const StaffRow& m)
{
    transaction_.execute(insert_member,
                         {std::string_view(m.id), std::string_view(domain::name_of(m.cls)), std::string_view(m.holder),
                          text_or_null(m.login), std::string_view(m.name), std::string_view(domain::name_of(m.role)),
                          std::int64_t{m.locked}, std::string_view(m.password), blob_or_null(m.totp), m.totp_step,
                          m.failures, column_of(m.wait_until)});
}

void StaffStore::update(const StaffRow& m)
{
    transaction_.execute("UPDATE staff_member SET login = $2, name = $3, role = $4, locked = $5, password = $6, "
                         "totp = $7, totp_step = $8, failures = $9, wait_until = $10 WHERE id = $1",
                         {std::string_view(m.id), text_or_null(m.login), std::string_view(m.name),
                          std::string_view(domain::name_of(m.role)), std::int64_t{m.locked},
                          std::string_view(m.password), blob_or_null(m.totp), m.totp_step, m.failures,
                          column_of(m.wait_until)});
}

std::optional<StaffRow> StaffStore::by_id(std::string_view id)
{
    std::optional<StaffRow> found;
    transaction_.query(select_by_id, {id}, [&](const Row& row) { found = read_member(row); });
    return found;
}

std::optional<StaffRow> StaffStore::by_login(domain::CallerClass cls, std::string_view holder, std::string_view login)
{
    std::optional<StaffRow> found;
    transaction_.query(select_by_login, {std::string_view(domain::name_of(cls)), holder, login},
                       [&](const Row& row) { found = read_member(row); });
    return found;
}

std::vector<StaffRow> StaffStore::of_holder(domain::CallerClass cls, std::string_view holder)
{
    std::vector<StaffRow> members;
    transaction_.query(select_of_holder, {std::string_view(domain::name_of(cls)), holder},
                       [&](const Row& row) { members.push_back(read_member(row)); });
    return members;
}

void StaffStore::each(const std::function<void(const StaffRow&)>& visit)
{
    std::string from, last;
    do {
        from = last;
        transaction_.query(select_after, {std::string_view(from)}, [&](const Row& row) {
            visit(read_member(row));
            last = row.text(0);
        });
    } while (from != last);
}

void StaffStore::add(const PasskeyRow& passkey)
{
    transaction_.execute(
        "INSERT INTO staff_passkey (credential, member, public_key, counter) VALUES ($1, $2, $3, $4)",
        {Blob{passkey.credential}, std::string_view(passkey.member), Blob{passkey.public_key}, passkey.counter});
}

std::optional<PasskeyRow> StaffStore::passkey(std::string_view credential)
{
    std::optional<PasskeyRow> found;
    transaction_.query("SELECT credential, member, public_key, counter FROM staff_passkey WHERE credential = $1",
                       {Blob{credential}}, [&](const Row& row) { found = read_passkey(row); });
    return found;
}

std::vector<PasskeyRow> StaffStore::passkeys_of(std::string_view member)
{
    std::vector<PasskeyRow> all;
    transaction_.query("SELECT credential, member, public_key, counter FROM staff_passkey WHERE member = $1 "
                       "ORDER BY credential",
                       {member}, [&](const Row& row) { all.push_back(read_passkey(row)); });
    return all;
}

void StaffStore::count(std::string_view credential, std::int64_t counter)
{
    transaction_.execute("UPDATE staff_passkey SET counter = $2 WHERE credential = $1", {Blob{credential}, counter});
}

void StaffStore::drop_passkeys_of(std::string_view member)
{
    transaction_.execute("DELETE FROM staff_passkey WHERE member = $1", {member});
}

} // namespace onshi::storage
