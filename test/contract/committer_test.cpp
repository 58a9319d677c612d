#include "contract/engines.h"

#include "base/fault.h"
#include "storage/audit_store.h"
#include "storage/committer.h"

#include <future>
#include <gmock/gmock.h>
#include <stdexcept>

namespace onshi::storage {

namespace {

class CommitterContract : public OnEveryEngine
{
protected:
    void SetUp() override
    {
        committed(empty_database(), [](Transaction& t) { t.script("CREATE TABLE thing (id BIGINT PRIMARY KEY)"); });
    }
    std::int64_t count()
    {
        return seen(empty_database(), [](Transaction& t) {
            std::int64_t n = 0;
            t.query("SELECT COUNT(*) FROM thing", {}, [&](const Row& row) { n = row.integer(0); });
            return n;
        });
    }
};

Committer::Work inserting(std::int64_t id)
{
    return [id](Transaction& t) { t.execute("INSERT INTO thing (id) VALUES ($1)", {id}); };
}

/// Submits and gives what `done` will be told.
std::future<std::exception_ptr> submitted(Committer& committer, Committer::Work work)
{
    auto promise = std::make_shared<std::promise<std::exception_ptr>>();
    auto future = promise->get_future();
    committer.submit(std::move(work), [promise](std::exception_ptr error) { promise->set_value(std::move(error)); });
    return future;
}

/// Keeps the committer busy until it is let go, so that what is submitted meanwhile makes one batch.
class Gate
{
public:
    explicit Gate(Committer& committer)
    {
        auto let_go = let_go_.get_future().share();
        auto here = std::make_shared<std::promise<void>>();
        auto arrived = here->get_future();
        submitted(committer, [let_go, here](Transaction&) {
            here->set_value();
            let_go.wait();
        });
        arrived.wait();
    }
    void open() { let_go_.set_value(); }

private:
    std::promise<void> let_go_;
};

TEST_P(CommitterContract, what_is_done_is_there_for_everybody)
{
    Committer committer(empty_database());
    EXPECT_EQ(submitted(committer, inserting(1)).get(), nullptr);
    EXPECT_EQ(count(), 1);
}

TEST_P(CommitterContract, units_that_wait_together_share_a_commit)
{
    Committer committer(empty_database());
    Gate gate(committer);
    std::vector<std::future<std::exception_ptr>> futures;
    for (int i = 0; i < 100; ++i)
        futures.push_back(submitted(committer, inserting(i)));
    gate.open();
    for (auto& future : futures)
        EXPECT_EQ(future.get(), nullptr);
    EXPECT_EQ(committer.counts().units, 101U);
    EXPECT_EQ(committer.counts().commits, 2U);
    EXPECT_EQ(count(), 100);
}

TEST_P(CommitterContract, a_failing_unit_does_not_touch_its_neighbours)
{
    Committer committer(empty_database());
    Gate gate(committer);
    auto before = submitted(committer, inserting(1));
    auto failing = submitted(committer, [](Transaction& t) {
        t.execute("INSERT INTO thing (id) VALUES ($1)", {std::int64_t{2}});
        throw std::runtime_error("changed my mind");
    });
    auto duplicate = submitted(committer, inserting(1));
    auto after = submitted(committer, inserting(3));
    gate.open();
    EXPECT_EQ(before.get(), nullptr);
    EXPECT_THROW(std::rethrow_exception(failing.get()), std::runtime_error);
    EXPECT_THROW(std::rethrow_exception(duplicate.get()), base::Fault);
    EXPECT_EQ(after.get(), nullptr);
    EXPECT_EQ(count(), 2);
}

const auto a_day = base::Date::parse_iso("2026-04-01").value();

Committer::Record record(int number, const std::string& key, std::promise<std::exception_ptr>& told)
{
    domain::AuditEntry entry;
    entry.answer_id = "answer-" + std::to_string(number);
    entry.event = domain::AuditEvent::eligibility_checked;
    entry.caller.id = "serial";
    entry.idempotency_key = key;
    return {.entry = entry,
            .usages = {{a_day, "1319999999", domain::Means::certificate, 1}},
            .done = [&told](std::exception_ptr error) { told.set_value(std::move(error)); }};
}

class RecordContract : public CommitterContract
{
protected:
    void SetUp() override
    {
        database();
        CommitterContract::SetUp();
    }
    std::vector<std::string> answers()
    {
        return seen(database(), [](Transaction& t) {
            std::vector<std::string> ids;
            AuditStore(t).each([&](const domain::AuditEntry& entry) { ids.push_back(entry.answer_id); });
            return ids;
        });
    }
    std::int64_t counted()
    {
        return seen(database(),
                    [](Transaction& t) { return AuditStore(t).counted(a_day, domain::Means::certificate, 1); });
    }
};

// 21: two whole statements of eight and five single ones.
TEST_P(RecordContract, records_that_wait_together_are_all_written_in_their_order)
{
    std::vector<std::promise<std::exception_ptr>> told(21);
    std::vector<std::string> expected;
    {
        Committer committer(database(), "test");
        std::vector<Committer::Record> records;
        for (std::size_t i = 0; i < told.size(); ++i) {
            records.push_back(record(static_cast<int>(i), "", told[i]));
            expected.push_back("answer-" + std::to_string(i));
        }
        committer.put_on_record(std::move(records));
    }
    for (auto& one : told)
        EXPECT_EQ(one.get_future().get(), nullptr);
    EXPECT_EQ(answers(), expected);
    EXPECT_EQ(counted(), 21);
}

TEST_P(RecordContract, a_key_that_is_used_twice_in_a_batch_is_taken_once_and_counted_once)
{
    std::vector<std::promise<std::exception_ptr>> told(3);
    std::future<std::exception_ptr> work;
    {
        Committer committer(database(), "test");
        Gate gate(committer);
        std::vector<Committer::Record> records;
        records.push_back(record(1, "key", told[0]));
        records.push_back(record(2, "key", told[1]));
        records.push_back(record(3, "", told[2]));
        committer.put_on_record(std::move(records));
        work = submitted(committer, inserting(1));
        gate.open();
    }
    EXPECT_EQ(told[0].get_future().get(), nullptr);
    const auto second = told[1].get_future().get();
    ASSERT_NE(second, nullptr);
    EXPECT_THROW(std::rethrow_exception(second), base::Fault);
    EXPECT_EQ(told[2].get_future().get(), nullptr);
    EXPECT_EQ(work.get(), nullptr);
    EXPECT_THAT(answers(), testing::UnorderedElementsAre("answer-1", "answer-3"));
    EXPECT_EQ(counted(), 2);
    EXPECT_EQ(count(), 1);
}

ONSHI_ON_EVERY_ENGINE(RecordContract);

TEST_P(CommitterContract, what_was_submitted_is_finished_before_the_end)
{
    std::vector<std::future<std::exception_ptr>> futures;
    {
        Committer committer(empty_database());
        for (int i = 0; i < 1000; ++i)
            futures.push_back(submitted(committer, inserting(i)));
    }
    for (auto& future : futures)
        EXPECT_EQ(future.get(), nullptr);
    EXPECT_EQ(count(), 1000);
}

ONSHI_ON_EVERY_ENGINE(CommitterContract);

} // namespace

} // namespace onshi::storage
