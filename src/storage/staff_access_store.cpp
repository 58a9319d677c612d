#include "storage/staff_access_store.h"

#include "storage/values.h"

namespace onshi::storage {

namespace {

Value blob_or_null(const std::string& bytes) { return bytes.empty() ? Value(Null{}) : Value(Blob{bytes}); }

} // namespace

void StaffAccessStore::add_code(std::string_view code_hash, std::string_view member, base::Instant expires_at)
{
    transaction_.execute("INSERT INTO staff_code (code_hash, member, expires_at) VALUES ($1, $2, $3)",
                         {code_hash, member, column_of(expires_at)});
}

std::optional<std::string> StaffAccessStore::member_of_code(std::string_view code_hash, base::Instant now)
{
    std::optional<std::string> member;
    transaction_.query("SELECT member FROM staff_code WHERE code_hash = $1 AND expires_at > $2",
                       {code_hash, column_of(now)}, [&](const Row& row) { member = row.text(0); });
    return member;
}

void StaffAccessStore::add(const TicketRow& t)
{
    transaction_.execute("INSERT INTO staff_ticket (token_hash, member, certificate, expires_at, totp, challenge) "
                         "VALUES ($1, $2, $3, $4, $5, $6)",
                         {std::string_view(t.token_hash), std::string_view(t.member), std::string_view(t.certificate),
                          column_of(t.expires_at), blob_or_null(t.totp), std::string_view(t.challenge)});
}

std::optional<TicketRow> StaffAccessStore::ticket(std::string_view token_hash)
{
    std::optional<TicketRow> found;
    transaction_.query("SELECT member, certificate, expires_at, totp, challenge FROM staff_ticket "
                       "WHERE token_hash = $1",
                       {token_hash}, [&](const Row& row) {
                           found = TicketRow{.token_hash = std::string(token_hash),
                                             .member = std::string(row.text(0)),
                                             .certificate = std::string(row.text(1)),
                                             .expires_at = instant_of(row.integer(2)),
                                             .totp = std::string(row.text(3)),
                                             .challenge = std::string(row.text(4))};
                       });
    return found;
}

void StaffAccessStore::update(const TicketRow& t)
{
    transaction_.execute("UPDATE staff_ticket SET totp = $2, challenge = $3 WHERE token_hash = $1",
                         {std::string_view(t.token_hash), blob_or_null(t.totp), std::string_view(t.challenge)});
}

void StaffAccessStore::add(const SessionRow& s)
{
    transaction_.execute("INSERT INTO staff_session (token_hash, member, certificate, seen_at, ends_at, challenge) "
                         "VALUES ($1, $2, $3, $4, $5, $6)",
                         {std::string_view(s.token_hash), std::string_view(s.member), std::string_view(s.certificate),
                          column_of(s.seen_at), column_of(s.ends_at), std::string_view(s.challenge)});
}

std::optional<SessionRow> StaffAccessStore::session(std::string_view token_hash)
{
    std::optional<SessionRow> found;
    transaction_.query("SELECT member, certificate, seen_at, ends_at, challenge FROM staff_session "
                       "WHERE token_hash = $1",
                       {token_hash}, [&](const Row& row) {
                           found = SessionRow{.token_hash = std::string(token_hash),
                                              .member = std::string(row.text(0)),
                                              .certificate = std::string(row.text(1)),
                                              .seen_at = instant_of(row.integer(2)),
                                              .ends_at = instant_of(row.integer(3)),
                                              .challenge = std::string(row.text(4))};
                       });
    return found;
}

void StaffAccessStore::see(std::string_view token_hash, base::Instant at)
{
    transaction_.execute("UPDATE staff_session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2",
                         {token_hash, column_of(at)});
}

void StaffAccessStore::challenge(std::string_view token_hash, std::string_view challenge)
{
    transaction_.execute("UPDATE staff_session SET challenge = $2 WHERE token_hash = $1", {token_hash, challenge});
}

void StaffAccessStore::drop_session(std::string_view token_hash)
{
    transaction_.execute("DELETE FROM staff_session WHERE token_hash = $1", {token_hash});
}

void StaffAccessStore::drop_codes_of(std::string_view member)
{
    transaction_.execute("DELETE FROM staff_code WHERE member = $1", {member});
}

void StaffAccessStore::drop_tickets_of(std::string_view member)
{
    transaction_.execute("DELETE FROM staff_ticket WHERE member = $1", {member});
}

void StaffAccessStore::drop_sessions_of(std::string_view member)
{
    transaction_.execute("DELETE FROM staff_session WHERE member = $1", {member});
}

void StaffAccessStore::forget_before(base::Instant now)
{
    transaction_.execute("DELETE FROM staff_code WHERE expires_at <= $1", {column_of(now)});
    transaction_.execute("DELETE FROM staff_ticket WHERE expires_at <= $1", {column_of(now)});
    transaction_.execute("DELETE FROM staff_session WHERE ends_at <= $1", {column_of(now)});
}

} // namespace onshi::storage
