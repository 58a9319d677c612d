#include "terminal/fallback/queue.h"

#include "base/fault.h"
#include "base/files.h"
#include "support/temporary_folder.h"
#include "terminal/fallback/check_fixture.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <gmock/gmock.h>
#include <map>
#include <mutex>
#include <thread>

namespace onshi::terminal {

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// A centre that can be switched off. It remembers which key came with which question, and how often.
class Centre
{
public:
    Ask ask()
    {
        return [this](const wire::EligibilityRequest& request, const std::string& key) -> AskOutcome {
            const std::scoped_lock lock(mutex_);
            tries_[key].push_back(request);
            if (is_away)
                return Unreachable{};
            if (refuses)
                return wire::CodedMessage{"OPN20003E", "失効しています。"};
            return sample::answer(domain::Validity::lost);
        };
    }
    std::vector<wire::EligibilityRequest> tries(const std::string& key)
    {
        const std::scoped_lock lock(mutex_);
        return tries_[key];
    }
    std::size_t keys()
    {
        const std::scoped_lock lock(mutex_);
        return tries_.size();
    }
    std::atomic<bool> is_away = true, refuses = false;

private:
    std::mutex mutex_;
    std::map<std::string, std::vector<wire::EligibilityRequest>> tries_;
};

class CheckQueueTest : public testing::Test
{
protected:
    [[nodiscard]] QueueSettings settings(std::chrono::milliseconds wait = std::chrono::milliseconds(1)) const
    {
        return {.file = folder_ / "checks.journal", .first_wait = wait, .longest_wait = 4 * wait};
    }
    /// Waits for what another thread is to bring about.
    static bool comes(const std::function<bool()>& about)
    {
        for (int tries = 0; tries < 1'000; ++tries) {
            if (about())
                return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return false;
    }
    [[nodiscard]] std::string file() const { return base::read_file(folder_ / "checks.journal"); }

    const test::TemporaryFolder folder_;
    test::StandingClock clock_{test::instant("2026-04-01T09:00:00+09:00")};
    test::CountingRandom random_;
    const base::Environment environment_{clock_, random_};
    base::Log log_{environment_, base::LogLevel::info, folder_ / "log"};
    Centre centre_;
};

constexpr std::chrono::hours never{1'000};

TEST_F(CheckQueueTest, an_answer_at_once_is_given_and_nothing_is_kept)
{
    centre_.is_away = false;
    CheckQueue queue(environment_, log_, centre_.ask(), settings());
    const auto outcome = queue.check(sample::question());
    ASSERT_TRUE(std::holds_alternative<CheckAnswer>(outcome));
    EXPECT_EQ(std::get<CheckAnswer>(outcome), sample::answer(domain::Validity::lost));
    EXPECT_TRUE(queue.items().empty());
    EXPECT_EQ(file(), "");
}

TEST_F(CheckQueueTest, what_could_not_be_asked_is_asked_again_under_the_same_key_until_it_is_answered)
{
    CheckQueue queue(environment_, log_, centre_.ask(), settings());
    const auto outcome = queue.check(sample::question());
    ASSERT_TRUE(std::holds_alternative<Queued>(outcome));
    const auto id = std::get<Queued>(outcome).id;
    EXPECT_EQ(queued_json(std::get<Queued>(outcome)).compact(),
              R"({"id":")" + id + R"(","queued_at":"2026-04-01T09:00:00.000000+09:00"})");
    EXPECT_EQ(queue.waiting(), 1U);
    ASSERT_TRUE(comes([&] { return centre_.tries(id).size() >= 3; }));
    centre_.is_away = false;
    ASSERT_TRUE(comes([&] { return queue.waiting() == 0; }));
    const auto items = queue.items();
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].id, id);
    EXPECT_EQ(items[0].answer, sample::answer(domain::Validity::lost));
    ASSERT_EQ(centre_.keys(), 1U); // one key: the centre has it on the record once
    for (const auto& asked : centre_.tries(id))
        EXPECT_EQ(asked, sample::question());
    const auto tries = centre_.tries(id).size();
    queue.centre_is_back();
    EXPECT_EQ(centre_.tries(id).size(), tries);
}

TEST_F(CheckQueueTest, outlives_the_program_and_asks_the_very_same_question)
{
    std::string id;
    {
        CheckQueue queue(environment_, log_, centre_.ask(), settings(never));
        id = std::get<Queued>(queue.check(sample::question())).id;
    }
    EXPECT_EQ(fs::status(folder_ / "checks.journal").permissions(), fs::perms::owner_read | fs::perms::owner_write);
    centre_.is_away = false;
    {
        CheckQueue queue(environment_, log_, centre_.ask(), settings(never));
        ASSERT_TRUE(comes([&] { return queue.waiting() == 0; })); // asked at the start, without waiting
        EXPECT_EQ(queue.items().at(0).queued_at, clock_.now());
    }
    EXPECT_EQ(centre_.tries(id), (std::vector{sample::question(), sample::question()}));
    CheckQueue queue(environment_, log_, centre_.ask(), settings(never));
    EXPECT_EQ(queue.items().at(0).answer, sample::answer(domain::Validity::lost));
    EXPECT_EQ(centre_.tries(id).size(), 2U);
}

TEST_F(CheckQueueTest, a_torn_end_of_the_file_loses_only_what_was_never_acknowledged)
{
    {
        CheckQueue queue(environment_, log_, centre_.ask(), settings(never));
        static_cast<void>(queue.check(sample::question()));
    }
    const auto whole = file();
    {
        CheckQueue queue(environment_, log_, centre_.ask(), settings(never));
        static_cast<void>(queue.check(sample::question()));
    }
    for (const auto size : {whole.size() + 1, file().size() - 1}) {
        fs::resize_file(folder_ / "checks.journal", size);
        const CheckQueue queue(environment_, log_, centre_.ask(), settings(never));
        EXPECT_EQ(queue.waiting(), 1U);
        EXPECT_EQ(file(), whole);
    }
}

TEST_F(CheckQueueTest, a_refusal_ends_it_with_the_centres_words)
{
    CheckQueue queue(environment_, log_, centre_.ask(), settings());
    static_cast<void>(queue.check(sample::question()));
    centre_.refuses = true;
    centre_.is_away = false;
    ASSERT_TRUE(comes([&] { return queue.waiting() == 0; }));
    const auto json = queue_json(queue.items()).compact();
    EXPECT_THAT(json, HasSubstr(R"("kind":"typed","label":"06139992","answer":null)"));
    EXPECT_THAT(json, HasSubstr(R"("problem":{"code":"OPN20003E","message":"失効しています。"})"));
    EXPECT_TRUE(std::holds_alternative<wire::CodedMessage>(queue.check(sample::question()))); // and one at once, too
    EXPECT_EQ(queue.items().size(), 1U);
}

TEST_F(CheckQueueTest, somebody_who_saw_the_centre_ends_the_wait)
{
    CheckQueue queue(environment_, log_, centre_.ask(), settings(never));
    static_cast<void>(queue.check(sample::question()));
    centre_.is_away = false;
    queue.centre_is_back();
    EXPECT_TRUE(comes([&] { return queue.waiting() == 0; }));
}

TEST_F(CheckQueueTest, an_answered_check_is_gone_from_the_file_a_day_later)
{
    CheckQueue queue(environment_, log_, centre_.ask(), settings());
    static_cast<void>(queue.check(sample::question()));
    centre_.is_away = false;
    ASSERT_TRUE(comes([&] { return queue.waiting() == 0; }));
    clock_.advance(std::chrono::hours(24) - std::chrono::seconds(1));
    queue.centre_is_back();
    EXPECT_EQ(queue.items().size(), 1U);
    EXPECT_THAT(file(), HasSubstr("19850407"));
    clock_.advance(std::chrono::seconds(1));
    queue.centre_is_back();
    ASSERT_TRUE(comes([&] { return queue.items().empty(); }));
    EXPECT_TRUE(comes([&] { return file().empty(); }));
}

TEST_F(CheckQueueTest, a_check_that_found_no_centre_for_a_week_is_dropped_and_the_log_says_so)
{
    CheckQueue queue(environment_, log_, centre_.ask(), settings());
    static_cast<void>(queue.check(sample::question()));
    clock_.advance(std::chrono::hours(7 * 24));
    ASSERT_TRUE(comes([&] { return queue.items().empty(); }));
    ASSERT_TRUE(comes([&] { return file().empty(); }));
    const auto log = base::read_file(folder_ / "log");
    EXPECT_THAT(log, HasSubstr("queued_checks_dropped_unasked"));
    for (const char* personal : {"19850407", "1985-04-07", "１２３４", "架空"})
        EXPECT_THAT(log, Not(HasSubstr(personal)));
}

TEST_F(CheckQueueTest, a_full_queue_says_so_and_keeps_what_it_has)
{
    auto small = settings(never);
    small.most = 1;
    CheckQueue queue(environment_, log_, centre_.ask(), small);
    static_cast<void>(queue.check(sample::question()));
    const auto outcome = queue.check(sample::question());
    ASSERT_TRUE(std::holds_alternative<wire::CodedMessage>(outcome));
    EXPECT_EQ(std::get<wire::CodedMessage>(outcome).code, "OPN90002E");
    EXPECT_EQ(queue.waiting(), 1U);
}

TEST_F(CheckQueueTest, one_program_at_a_time)
{
    const CheckQueue queue(environment_, log_, centre_.ask(), settings(never));
    EXPECT_THROW(CheckQueue(environment_, log_, centre_.ask(), settings(never)), base::Fault);
}

} // namespace

} // namespace onshi::terminal
