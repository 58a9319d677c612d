#include "usecase/intakes.h"

#include "storage/feed_store.h"
#include "storage/register_store.h"
#include "support/memory_centre.h"

#include <gmock/gmock.h>

namespace onshi::usecase {

namespace {

using test::date;
using test::hanako;
using test::instant;
using test::MemoryCentre;

class Intakes : public testing::Test
{
protected:
    /// `rows` new spells that began on that day, and the end of the file that brought them.
    void receive(const char* at, int rows, const char* gained)
    {
        centre_.clock.set(instant(at));
        Arrivals arrivals;
        auto spell = hanako();
        spell.gained = date(gained);
        for (int row = 0; row < rows; ++row)
            arrivals[spell.insurer].add(nullptr, spell, base::jst_date(centre_.clock.now()));
        centre_.desk.write_now([&](UnitOfWork& work) { record_intakes(work, arrivals); });
    }
    std::optional<domain::Intake> known(base::Instant through = base::Instant::max())
    {
        return centre_.desk.read_now(
            [&](UnitOfWork& work) { return work.registers.intake(test::insurer(test::sample_society), through); });
    }
    Silence silence(const char* at, int days = 10)
    {
        centre_.clock.set(instant(at));
        return centre_.desk.read_now([&](UnitOfWork& work) { return count_silent(work, std::chrono::days(days)); });
    }

    MemoryCentre centre_;
};

TEST_F(Intakes, the_last_file_is_known_with_its_rows_and_the_usual_delay)
{
    EXPECT_FALSE(known());
    receive("2026-04-01T09:00:00+09:00", 100, "2026-03-01");
    EXPECT_EQ(known()->received_at, instant("2026-04-01T09:00:00+09:00"));
    EXPECT_EQ(known()->rows, 100);
    EXPECT_EQ(known()->delay, std::nullopt) << "a first load is no delay";
    receive("2026-04-06T09:00:00+09:00", 9, "2026-04-03"); // 3 days
    EXPECT_EQ(known()->delay, std::nullopt) << "too few";
    receive("2026-04-10T09:00:00+09:00", 2, "2026-04-02"); // 8 days
    // Nine of 3 and two of 8: the 6th is 3, the 10th (of ceil(9.9)) 8.
    EXPECT_EQ(known()->delay, (domain::UsualDelay{3, 8}));
    EXPECT_EQ(known()->rows, 2);
}

TEST_F(Intakes, an_old_habit_is_forgotten_after_ninety_days)
{
    receive("2026-04-01T09:00:00+09:00", 1, "2026-03-01");
    receive("2026-05-01T09:00:00+09:00", 20, "2026-04-11"); // 20 days
    receive("2026-07-29T09:00:00+09:00", 20, "2026-07-27"); // 2 days, and the others are 89 days back
    EXPECT_EQ(known()->delay, (domain::UsualDelay{2, 20}));
    receive("2026-08-01T09:00:00+09:00", 20, "2026-07-30");
    EXPECT_EQ(known()->delay, (domain::UsualDelay{2, 2}));
}

TEST_F(Intakes, what_came_later_was_not_known_then)
{
    receive("2026-04-01T09:00:00+09:00", 1, "2026-03-01");
    const auto then = centre_.desk.read_now([](UnitOfWork& work) { return work.known_through(); });
    receive("2026-04-06T09:00:00+09:00", 1, "2026-04-03");
    EXPECT_EQ(known(then)->received_at, instant("2026-04-01T09:00:00+09:00"));
    EXPECT_EQ(known()->received_at, instant("2026-04-06T09:00:00+09:00"));
}

TEST_F(Intakes, an_insurer_is_silent_after_the_days_of_the_setting_and_not_before)
{
    EXPECT_EQ(silence("2026-04-01T09:00:00+09:00").never, 3) << "the three of the register";
    receive("2026-04-01T09:00:00+09:00", 1, "2026-03-01");
    EXPECT_EQ(silence("2026-04-11T09:00:00+09:00").silent, 0);
    EXPECT_EQ(silence("2026-04-11T09:00:01+09:00").silent, 1);
    EXPECT_EQ(silence("2026-04-11T09:00:01+09:00").never, 2);
    receive("2026-04-12T09:00:00+09:00", 1, "2026-03-01");
    EXPECT_EQ(silence("2026-04-12T10:00:00+09:00").silent, 0);
    EXPECT_EQ(silence("2026-04-12T10:00:00+09:00", 0).silent, 1);
}

TEST_F(Intakes, an_insurer_whose_file_waits_in_quarantine_is_not_silent_and_its_data_stay_as_old_as_they_are)
{
    const auto quarantine = [&](const char* id, domain::FeedState state, const char* begun) {
        centre_.desk.write_now([&](UnitOfWork& work) {
            work.feeds.add(
                {.id = id, .insurer = test::sample_society, .state = state, .sha256 = id, .begun_at = instant(begun)});
            work.keep();
        });
    };
    receive("2026-04-01T09:00:00+09:00", 1, "2026-03-01");
    EXPECT_EQ(silence("2026-04-20T09:00:00+09:00").silent, 1);
    quarantine("f1", domain::FeedState::refused, "2026-04-19T09:00:00+09:00");
    EXPECT_EQ(silence("2026-04-20T09:00:00+09:00").silent, 1) << "a refused file has to come again";
    quarantine("f2", domain::FeedState::quarantined, "2026-04-15T09:00:00+09:00");
    quarantine("f3", domain::FeedState::quarantined, "2026-04-10T09:00:01+09:00"); // the later one counts
    EXPECT_EQ(silence("2026-04-20T09:00:00+09:00").silent, 0);
    EXPECT_EQ(silence("2026-04-25T09:00:00+09:00").silent, 0);
    EXPECT_EQ(silence("2026-04-25T09:00:01+09:00").silent, 1) << "nobody decides, and nothing further comes";
    EXPECT_EQ(known()->received_at, instant("2026-04-01T09:00:00+09:00")) << "what the desk is told";
}

TEST_F(Intakes, a_first_file_in_quarantine_is_more_than_nothing)
{
    centre_.desk.write_now([&](UnitOfWork& work) {
        work.feeds.add({.id = "f1",
                        .insurer = test::sample_society,
                        .state = domain::FeedState::quarantined,
                        .sha256 = "aa",
                        .begun_at = instant("2026-04-01T09:00:00+09:00")});
        work.keep();
    });
    EXPECT_EQ(silence("2026-04-01T10:00:00+09:00").never, 2);
    EXPECT_EQ(silence("2026-04-12T10:00:00+09:00").silent, 1);
}

} // namespace

} // namespace onshi::usecase
