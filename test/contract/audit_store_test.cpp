#include "contract/engines.h"

#include "base/fault.h"
#include "storage/audit_store.h"

#include <array>
#include <gmock/gmock.h>

namespace onshi::storage {

namespace {

using test::date;
using test::instant;

class AuditStoreContract : public OnEveryEngine
{
};

domain::AuditEntry entry(const char* answer_id, const char* key)
{
    domain::AuditEntry e;
    e.answer_id = answer_id;
    e.at = instant("2026-04-01T09:00:00+09:00");
    e.event = domain::AuditEvent::eligibility_checked;
    e.caller = {.cls = domain::CallerClass::terminal, .id = "serial", .holder = test::clinic, .facility = {}};
    e.outcome = 3;
    e.details = "on=2026-04-01";
    e.known_through = instant("2026-03-31T23:59:59+09:00");
    e.idempotency_key = key;
    e.person = 42;
    e.salt = std::string("\0salt", 5);
    e.person_commitment = "p";
    e.request_commitment = "q";
    e.rule_book = "r";
    e.leaf_hash = "l";
    return e;
}

TEST_P(AuditStoreContract, an_entry_comes_back_by_its_callers_key)
{
    committed(database(), [](Transaction& t) { AuditStore(t).append(entry("a1", "k1")); });
    const auto found = seen(database(), [](Transaction& t) { return AuditStore(t).by_key("serial", "k1"); });
    const auto wanted = entry("a1", "k1");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->answer_id, "a1");
    EXPECT_EQ(found->at, wanted.at);
    EXPECT_EQ(found->event, wanted.event);
    EXPECT_EQ(found->caller.cls, wanted.caller.cls);
    EXPECT_EQ(found->caller.holder, wanted.caller.holder);
    EXPECT_EQ(found->outcome, 3);
    EXPECT_EQ(found->details, wanted.details);
    EXPECT_EQ(found->known_through, wanted.known_through);
    EXPECT_EQ(found->person, 42);
    EXPECT_EQ(found->salt, wanted.salt);
    EXPECT_EQ(found->leaf_hash, "l");
    EXPECT_FALSE(seen(database(), [](Transaction& t) { return AuditStore(t).by_key("another", "k1"); }));
}

TEST_P(AuditStoreContract, a_key_is_taken_once_by_each_caller)
{
    committed(database(), [](Transaction& t) { AuditStore(t).append(entry("a1", "k1")); });
    try {
        committed(database(), [](Transaction& t) { AuditStore(t).append(entry("a2", "k1")); });
        FAIL() << "taken twice";
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.code(), base::FaultCode::duplicate);
    }
    auto of_another = entry("a3", "k1");
    of_another.caller.id = "another";
    committed(database(), [&](Transaction& t) { AuditStore(t).append(of_another); });
}

TEST_P(AuditStoreContract, entries_without_a_key_never_collide)
{
    committed(database(), [](Transaction& t) {
        AuditStore(t).append(entry("a1", ""));
        AuditStore(t).append(entry("a2", ""));
    });
    std::vector<std::string> ids;
    seen(database(), [&](Transaction& t) {
        AuditStore(t).each([&](const domain::AuditEntry& e) { ids.push_back(e.answer_id); });
        return 0;
    });
    EXPECT_THAT(ids, testing::ElementsAre("a1", "a2"));
}

TEST_P(AuditStoreContract, counters_add_up_over_servers)
{
    const domain::Usage usage{date("2026-04-01"), test::clinic, domain::Means::certificate, 1};
    committed(database(), [&](Transaction& t) {
        AuditStore store(t);
        store.count(std::array{usage}, "server-1");
        store.count(std::array{usage}, "server-1");
        store.count(std::array{usage, usage}, "server-2");
    });
    seen(database(), [&](Transaction& t) {
        AuditStore store(t);
        EXPECT_EQ(store.counted(usage.day, domain::Means::certificate, 1), 4);
        EXPECT_EQ(store.counted(usage.day, domain::Means::certificate, 2), 0);
        EXPECT_EQ(store.counted(date("2026-04-02"), domain::Means::certificate, 1), 0);
        return 0;
    });
}

/// Counts of many facilities go in few statements; 19 are more than two such.
TEST_P(AuditStoreContract, counters_of_many_facilities_are_each_counted)
{
    std::vector<domain::Usage> usages;
    for (int facility = 0; facility < 19; ++facility)
        for (int validity = 1; validity <= (facility == 18 ? 3 : 1); ++validity)
            usages.push_back(
                {date("2026-04-01"), "13199999" + std::to_string(10 + facility), domain::Means::certificate, validity});
    for (int times = 0; times < 2; ++times)
        committed(database(), [&](Transaction& t) { AuditStore(t).count(usages, "server-1"); });
    seen(database(), [](Transaction& t) {
        std::vector<std::int64_t> counts;
        t.query("SELECT count FROM usage_counter", {}, [&](const Row& row) { counts.push_back(row.integer(0)); });
        EXPECT_THAT(counts, testing::AllOf(testing::SizeIs(21), testing::Each(2)));
        EXPECT_EQ(AuditStore(t).counted(date("2026-04-01"), domain::Means::certificate, 1), 38);
        return 0;
    });
}

TEST_P(AuditStoreContract, lines_of_one_event_are_visited_after_an_entry)
{
    committed(database(), [](Transaction& t) {
        AuditStore store(t);
        EXPECT_EQ(store.last_entry(), 0);
        store.append(entry("a1", "k1"));
        store.append(entry("a2", "k2"));
        auto other = entry("a3", "k3");
        other.event = domain::AuditEvent::coverage_imported;
        other.person.reset();
        store.append(other);
        store.append(entry("a4", "k4"));
        EXPECT_EQ(store.last_entry(), 4);
    });
    seen(database(), [](Transaction& t) {
        std::vector<std::string> checks;
        AuditStore store(t);
        store.each_line(domain::AuditEvent::eligibility_checked, 1, [&](const AuditStore::Line& line) {
            checks.emplace_back(line.answer_id);
            EXPECT_EQ(line.holder, test::clinic);
            EXPECT_EQ(line.details, "on=2026-04-01");
            EXPECT_EQ(line.at, instant("2026-04-01T09:00:00+09:00"));
            EXPECT_EQ(line.known_through, instant("2026-03-31T23:59:59+09:00"));
            EXPECT_EQ(line.outcome, 3);
            EXPECT_EQ(line.person, 42);
        });
        EXPECT_THAT(checks, testing::ElementsAre("a2", "a4"));
        store.each_line(domain::AuditEvent::coverage_imported, 0,
                        [](const AuditStore::Line& line) { EXPECT_FALSE(line.person); });
        return 0;
    });
}

ONSHI_ON_EVERY_ENGINE(AuditStoreContract);

} // namespace

} // namespace onshi::storage
