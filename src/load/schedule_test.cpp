#include "load/schedule.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace onshi::load {
namespace {

using namespace std::chrono_literals;

const base::Instant nine{std::chrono::sys_days{std::chrono::year{2026} / 4 / 1} + 9h};

Gap each(std::chrono::milliseconds time)
{
    return [time] { return time; };
}

/// One caller; the server answers in 1 ms, but for one answer that it keeps for a second. Every latency, from when the
/// request was due and from when it was sent, by a clock that only this function moves.
struct Timed
{
    std::vector<base::Instant::duration> from_due, from_sent;
};
Timed with_one_hiccup(Schedule schedule, base::Instant end)
{
    Timed timed;
    schedule.free(0);
    int sent = 0;
    for (auto now = nine; now < end + 10s;) {
        const auto turn = schedule.next(now);
        if (!turn) {
            now = schedule.wakes_at().value_or(end + 10s);
            continue;
        }
        const auto answered = now + (++sent == 50 ? 1s : 1ms);
        timed.from_due.push_back(answered - turn->due);
        timed.from_sent.push_back(answered - now);
        now = answered;
        schedule.free(0);
    }
    return timed;
}

std::ptrdiff_t longer_than(std::chrono::milliseconds limit, const std::vector<base::Instant::duration>& times)
{
    return std::ranges::count_if(times, [limit](auto time) { return time > limit; });
}

TEST(Schedule, in_an_open_loop_one_answer_late_by_a_second_makes_a_hundred_requests_late)
{
    // 100 a second for 10 s; request 50 is answered after 1 s. Meanwhile 100 become due; all of them wait.
    const auto timed = with_one_hiccup(Schedule::open(nine, nine + 10s, each(10ms)), nine + 10s);
    EXPECT_EQ(timed.from_due.size(), 999U) << "due at 10 ms, 20 ms, ... 9,990 ms";
    EXPECT_EQ(longer_than(5ms, timed.from_sent), 1) << "what a generator that omits the wait would say";
    // The n-th of those that waited was due n * 10 ms after the slow one and ends n * 1 ms after the second: it takes
    // 1000 - 9 n ms. That is more than 5 ms for n up to 110: the slow one, the 100 of that second, and 10 that became
    // due while the queue was worked off.
    EXPECT_EQ(longer_than(5ms, timed.from_due), 111);
    EXPECT_EQ(longer_than(100ms, timed.from_due), 100) << "the slow one, and n = 1 to 99: 1000 - 9 n > 100";
    EXPECT_EQ(std::ranges::max(timed.from_due), 1s);
}

TEST(Schedule, in_a_closed_loop_the_same_second_is_one_late_answer)
{
    const auto timed = with_one_hiccup(Schedule::closed(nine + 10s), nine + 10s);
    EXPECT_EQ(timed.from_due.size(), 9001U) << "9 s of answers in 1 ms, and the slow one";
    EXPECT_EQ(longer_than(5ms, timed.from_due), 1);
}

TEST(Schedule, the_longest_free_caller_asks_first_and_each_once)
{
    auto schedule = Schedule::closed(nine + 1s);
    schedule.free(2);
    schedule.free(0);
    EXPECT_EQ(schedule.next(nine)->caller, 2U);
    EXPECT_EQ(schedule.next(nine)->caller, 0U);
    EXPECT_FALSE(schedule.next(nine).has_value());
    schedule.free(1);
    EXPECT_FALSE(schedule.next(nine + 1s).has_value()) << "the time is over";
    EXPECT_TRUE(schedule.is_over(nine + 1s));
}

TEST(Schedule, an_open_loop_still_sends_after_the_end_what_was_due_before_it)
{
    auto schedule = Schedule::open(nine, nine + 1s, each(300ms)); // due at 300, 600 and 900 ms
    EXPECT_FALSE(schedule.wakes_at().has_value()) << "nobody is free";
    schedule.free(0);
    EXPECT_EQ(schedule.wakes_at(), nine + 300ms);
    EXPECT_FALSE(schedule.next(nine + 299ms).has_value());
    const auto first = schedule.next(nine + 5s);
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(first->due, nine + 300ms);
    EXPECT_FALSE(schedule.is_over(nine + 5s));
    EXPECT_EQ(schedule.give_up(), 2U);
    EXPECT_TRUE(schedule.is_over(nine + 5s));
    schedule.free(0);
    EXPECT_FALSE(schedule.next(nine + 5s).has_value());
    EXPECT_FALSE(schedule.wakes_at().has_value());
}

TEST(Poisson, arrives_at_the_rate_and_is_the_same_for_the_same_seed)
{
    auto gap = poisson(2000, 1);
    auto again = poisson(2000, 1);
    auto other = poisson(2000, 2);
    double sum = 0;
    int short_gaps = 0, different = 0;
    constexpr int draws = 100'000;
    for (int i = 0; i < draws; ++i) {
        const double drawn = gap().count();
        EXPECT_EQ(drawn, again().count());
        different += drawn != other().count() ? 1 : 0;
        sum += drawn;
        short_gaps += drawn < 0.0005 ? 1 : 0;
    }
    EXPECT_NEAR(sum / draws, 0.0005, 0.00001);
    EXPECT_NEAR(static_cast<double>(short_gaps) / draws, 0.6321, 0.01) << "1 - 1/e are shorter than the mean";
    EXPECT_GT(different, draws / 2);
}

} // namespace
} // namespace onshi::load
