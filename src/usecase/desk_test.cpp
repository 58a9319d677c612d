#include "usecase/desk.h"

#include "base/fault.h"
#include "storage/audit_store.h"
#include "storage/register_store.h"
#include "support/memory_centre.h"
#include "usecase/audit.h"

#include <future>
#include <gmock/gmock.h>
#include <stdexcept>

namespace onshi::usecase {

namespace {

using test::MemoryCentre;

domain::AuditEntry some_entry(UnitOfWork& work, std::string_view key)
{
    return make_entry(work, MemoryCentre::shell(),
                      {.event = domain::AuditEvent::certificate_revoked, .request = "r", .idempotency_key = key});
}

std::size_t entries_in(Desk& desk)
{
    return desk.read_now([](UnitOfWork& work) {
        std::size_t n = 0;
        work.audits.each([&](const domain::AuditEntry&) { ++n; });
        return n;
    });
}

TEST(Desk, a_write_that_records_nothing_changes_nothing)
{
    MemoryCentre centre;
    const auto number = test::insurer("33120015"); // domain-rules 1.1, example of S1
    centre.desk.write_now(
        [&](UnitOfWork& work) { work.registers.put(domain::Insurer{number, "記録のない変更"}, work.recorded_at()); });
    EXPECT_FALSE(centre.desk.read_now(
        [&](UnitOfWork& work) { return work.registers.insurer(number, base::Instant::max()).has_value(); }));
}

TEST(Desk, a_write_that_throws_changes_nothing_and_tells_its_caller)
{
    MemoryCentre centre;
    const auto before = entries_in(centre.desk);
    EXPECT_THROW(centre.desk.write_now([&](UnitOfWork& work) {
        work.record(some_entry(work, ""));
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_EQ(entries_in(centre.desk), before);
}

TEST(Desk, a_read_whose_record_cannot_be_written_gets_the_fault_and_not_its_answer)
{
    MemoryCentre centre;
    // Two entries under one key in one unit can never be written, however often it is tried.
    EXPECT_THROW(centre.desk.read_now([&](UnitOfWork& work) {
        work.record(some_entry(work, "k"));
        work.record(some_entry(work, "k"));
        return 1;
    }),
                 base::Fault);
}

TEST(Desk, a_read_that_lost_its_key_to_another_runs_again_and_finds_the_entry)
{
    MemoryCentre centre;
    int runs = 0;
    const bool found = centre.desk.read_now([&](UnitOfWork& work) {
        if (++runs > 1)
            return work.audits.by_key("local", "k").has_value();
        work.record(some_entry(work, "k"));
        // Meanwhile another unit takes the key: the committer gets it first, since this one is not submitted yet.
        centre.desk.write([](UnitOfWork& other) { other.record(some_entry(other, "k")); }, [](auto) {});
        return false;
    });
    EXPECT_TRUE(found);
    EXPECT_EQ(runs, 2);
}

TEST(Desk, a_full_queue_turns_reads_away)
{
    MemoryCentre centre;
    Desk desk(*centre.database, centre.environment, {.readers = 1, .queue_limit = 1});
    std::promise<void> let_go, begun;
    auto gate = let_go.get_future().share();
    std::atomic<int> finished = 0;
    ASSERT_TRUE(desk.read(
        [&](UnitOfWork&) {
            begun.set_value();
            gate.wait();
        },
        [&](auto) { ++finished; }));
    begun.get_future().wait();
    EXPECT_TRUE(desk.read([](UnitOfWork&) {}, [&](auto) { ++finished; })) << "one may wait";
    EXPECT_FALSE(desk.read([](UnitOfWork&) {}, [&](auto) { ++finished; })) << "a second may not";
    let_go.set_value();
    while (finished != 2)
        std::this_thread::yield();
}

TEST(Desk, its_end_waits_for_what_it_took_on)
{
    MemoryCentre centre;
    std::atomic<int> finished = 0;
    {
        Desk desk(*centre.database, centre.environment, {.readers = 2});
        for (int i = 0; i < 200; ++i)
            ASSERT_TRUE(desk.read([](UnitOfWork& work) { work.record(some_entry(work, "")); },
                                  [&](std::exception_ptr error) { finished += error ? 0 : 1; }));
    }
    EXPECT_EQ(finished, 200);
}

TEST(UnitOfWork, all_changes_of_one_unit_have_one_moment_and_the_next_unit_a_later_one)
{
    MemoryCentre centre;
    const auto moment = [&] {
        return centre.desk.write_now([&](UnitOfWork& work) {
            const auto at = work.recorded_at();
            EXPECT_EQ(work.recorded_at(), at);
            work.record(some_entry(work, ""));
            EXPECT_EQ(work.entries.back().known_through, at);
            return at;
        });
    };
    const auto first = moment();
    EXPECT_LT(first, moment()) << "although the clock stands still";
}

} // namespace

} // namespace onshi::usecase
