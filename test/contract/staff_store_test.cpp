#include "contract/engines.h"

#include "storage/staff_access_store.h"
#include "storage/staff_store.h"

#include <gmock/gmock.h>

namespace onshi::storage {

namespace {

using domain::CallerClass;
using domain::StaffRole;
using test::instant;

class StaffStoreContract : public OnEveryEngine
{
};

const auto early = instant("2026-04-01T09:00:00+09:00");
const auto late = instant("2026-04-01T10:00:00+09:00");
const std::string bytes("a\0\xff", 3);

StaffRow member(const char* id, const char* login, const char* holder = test::clinic)
{
    return {.id = id,
            .cls = CallerClass::terminal,
            .holder = holder,
            .login = login,
            .name = "見本　花子",
            .role = StaffRole::nurse,
            .locked = false,
            .password = "$argon2id$",
            .totp = bytes,
            .totp_step = 58'000'000,
            .failures = 2,
            .wait_until = late};
}

TEST_P(StaffStoreContract, a_member_comes_back_as_it_was_put)
{
    committed(database(), [](Transaction& t) { StaffStore(t).add(member("1", "hanako")); });
    seen(database(), [](Transaction& t) {
        StaffStore store(t);
        const auto found = store.by_id("1").value();
        EXPECT_EQ(found.cls, CallerClass::terminal);
        EXPECT_EQ(found.holder, test::clinic);
        EXPECT_EQ(found.login, "hanako");
        EXPECT_EQ(found.name, "見本　花子");
        EXPECT_EQ(found.role, StaffRole::nurse);
        EXPECT_FALSE(found.locked);
        EXPECT_EQ(found.password, "$argon2id$");
        EXPECT_EQ(found.totp, bytes);
        EXPECT_EQ(found.totp_step, 58'000'000);
        EXPECT_EQ(found.failures, 2);
        EXPECT_EQ(found.wait_until, late);
        EXPECT_EQ(store.by_login(CallerClass::terminal, test::clinic, "hanako")->id, "1");
        EXPECT_FALSE(store.by_login(CallerClass::terminal, test::other_clinic, "hanako"));
        EXPECT_FALSE(store.by_login(CallerClass::insurer, test::clinic, "hanako"));
        EXPECT_FALSE(store.by_id("2"));
        return 0;
    });
}

TEST_P(StaffStoreContract, a_change_is_whole)
{
    committed(database(), [](Transaction& t) {
        StaffStore store(t);
        store.add(member("1", "hanako"));
        auto changed = member("1", "taro");
        changed.name = "見本　太郎";
        changed.role = StaffRole::administrator;
        changed.locked = true;
        changed.password.clear();
        changed.totp.clear();
        changed.totp_step = 5;
        changed.failures = 0;
        changed.wait_until = early;
        store.update(changed);
    });
    seen(database(), [](Transaction& t) {
        const auto found = StaffStore(t).by_id("1").value();
        EXPECT_EQ(found.login, "taro");
        EXPECT_EQ(found.name, "見本　太郎");
        EXPECT_EQ(found.role, StaffRole::administrator);
        EXPECT_TRUE(found.locked);
        EXPECT_EQ(found.password, "");
        EXPECT_EQ(found.totp, "");
        EXPECT_EQ(found.totp_step, 5);
        EXPECT_EQ(found.failures, 0);
        EXPECT_EQ(found.wait_until, early);
        return 0;
    });
}

TEST_P(StaffStoreContract, a_login_is_there_once_at_a_holder_and_none_is_no_login)
{
    committed(database(), [](Transaction& t) {
        StaffStore store(t);
        store.add(member("1", "hanako"));
        store.add(member("2", "hanako", test::other_clinic));
        store.add(member("3", ""));
        store.add(member("4", ""));
    });
    const auto twice = [&] { committed(database(), [](Transaction& t) { StaffStore(t).add(member("5", "hanako")); }); };
    try {
        twice();
        ADD_FAILURE() << "a second hanako";
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.code(), base::FaultCode::duplicate);
    }
    seen(database(), [](Transaction& t) {
        StaffStore store(t);
        std::string ids;
        for (const auto& one : store.of_holder(CallerClass::terminal, test::clinic))
            ids += one.id;
        EXPECT_EQ(ids, "134");
        EXPECT_EQ(store.by_id("3")->login, "");
        EXPECT_FALSE(store.by_login(CallerClass::terminal, test::clinic, ""));
        ids.clear();
        store.each([&](const StaffRow& one) { ids += one.id; });
        EXPECT_EQ(ids, "1234");
        return 0;
    });
}

TEST_P(StaffStoreContract, passkeys_are_found_by_their_bytes)
{
    committed(database(), [](Transaction& t) {
        StaffStore store(t);
        store.add({.credential = bytes, .member = "1", .public_key = bytes + "key", .counter = 4'294'967'295});
        store.add({.credential = "other", .member = "1", .public_key = "key", .counter = 0});
        store.add({.credential = "third", .member = "2", .public_key = "key", .counter = 0});
        store.count("other", 7);
    });
    committed(database(), [](Transaction& t) {
        StaffStore store(t);
        EXPECT_EQ(store.passkey(bytes)->public_key, bytes + "key");
        EXPECT_EQ(store.passkey(bytes)->counter, 4'294'967'295);
        EXPECT_EQ(store.passkey("other")->counter, 7);
        EXPECT_FALSE(store.passkey("a"));
        EXPECT_EQ(store.passkeys_of("1").size(), 2U);
        store.drop_passkeys_of("1");
        EXPECT_TRUE(store.passkeys_of("1").empty());
        EXPECT_EQ(store.passkeys_of("2").size(), 1U);
    });
}

TEST_P(StaffStoreContract, codes_stand_for_their_member_until_they_expire)
{
    committed(database(), [](Transaction& t) {
        StaffAccessStore store(t);
        store.add_code("hash", "1", late);
        store.add_code("another", "2", late);
        EXPECT_EQ(store.member_of_code("hash", early), "1");
        EXPECT_EQ(store.member_of_code("hash", late), std::nullopt);
        EXPECT_EQ(store.member_of_code("none", early), std::nullopt);
        store.drop_codes_of("1");
        EXPECT_EQ(store.member_of_code("hash", early), std::nullopt);
        EXPECT_EQ(store.member_of_code("another", early), "2");
    });
}

TEST_P(StaffStoreContract, tickets_keep_what_is_pending)
{
    committed(database(), [](Transaction& t) {
        StaffAccessStore store(t);
        store.add(TicketRow{.token_hash = "hash",
                            .member = "1",
                            .certificate = "serial",
                            .expires_at = late,
                            .totp = {},
                            .challenge = {}});
        auto ticket = store.ticket("hash").value();
        EXPECT_EQ(ticket.member, "1");
        EXPECT_EQ(ticket.certificate, "serial");
        EXPECT_EQ(ticket.expires_at, late);
        EXPECT_EQ(ticket.totp, "");
        ticket.totp = bytes;
        ticket.challenge = "AAAA";
        store.update(ticket);
        EXPECT_EQ(store.ticket("hash")->totp, bytes);
        EXPECT_EQ(store.ticket("hash")->challenge, "AAAA");
        EXPECT_FALSE(store.ticket("none"));
        store.drop_tickets_of("1");
        EXPECT_FALSE(store.ticket("hash"));
    });
}

TEST_P(StaffStoreContract, a_session_is_seen_forward_only)
{
    const SessionRow session{.token_hash = "hash",
                             .member = "1",
                             .certificate = "serial",
                             .seen_at = early,
                             .ends_at = late,
                             .challenge = {}};
    committed(database(), [&](Transaction& t) {
        StaffAccessStore store(t);
        store.add(session);
        store.see("hash", early + std::chrono::minutes(2));
        store.see("hash", early + std::chrono::minutes(1));
        store.challenge("hash", "AAAA");
        const auto found = store.session("hash").value();
        EXPECT_EQ(found.seen_at, early + std::chrono::minutes(2));
        EXPECT_EQ(found.ends_at, late);
        EXPECT_EQ(found.member, "1");
        EXPECT_EQ(found.certificate, "serial");
        EXPECT_EQ(found.challenge, "AAAA");
        store.drop_session("hash");
        EXPECT_FALSE(store.session("hash"));
        store.add(session);
        store.drop_sessions_of("2");
        EXPECT_TRUE(store.session("hash"));
        store.drop_sessions_of("1");
        EXPECT_FALSE(store.session("hash"));
    });
}

TEST_P(StaffStoreContract, what_has_expired_is_forgotten_and_nothing_else)
{
    committed(database(), [](Transaction& t) {
        StaffAccessStore store(t);
        for (const auto& [name, until] : {std::pair{"old", early}, {"young", late}}) {
            store.add_code(name, "1", until);
            store.add(TicketRow{.token_hash = name,
                                .member = "1",
                                .certificate = "s",
                                .expires_at = until,
                                .totp = {},
                                .challenge = {}});
            store.add(SessionRow{.token_hash = name,
                                 .member = "1",
                                 .certificate = "s",
                                 .seen_at = early,
                                 .ends_at = until,
                                 .challenge = {}});
        }
        store.forget_before(early);
        EXPECT_FALSE(store.ticket("old"));
        EXPECT_FALSE(store.session("old"));
        EXPECT_FALSE(store.member_of_code("old", early - std::chrono::seconds(1)));
        EXPECT_TRUE(store.ticket("young"));
        EXPECT_TRUE(store.session("young"));
        EXPECT_TRUE(store.member_of_code("young", early));
    });
}

ONSHI_ON_EVERY_ENGINE(StaffStoreContract);

} // namespace

} // namespace onshi::storage
