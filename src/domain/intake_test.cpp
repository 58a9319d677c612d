#include "domain/intake.h"

#include <gtest/gtest.h>

// Expected values are counted by hand from the definitions in intake.h and doc/errors.md.
namespace onshi::domain {
namespace {

base::Date day(int y, unsigned m, unsigned d)
{
    return base::Date(std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d));
}

Coverage spell(base::Date gained, std::optional<base::Date> lost = {})
{
    return {.insurer = InsurerNumber::parse("138016").value(),
            .id = InsuredId::parse("", "1", "").value(),
            .name = "例示　一",
            .birth_date = day(1985, 4, 7),
            .gained = gained,
            .lost = lost};
}

const auto today = day(2026, 4, 10);
const auto first_load = day(2026, 1, 5);

DelayCounts delays_of(const Coverage* before, const Coverage& now)
{
    Arrivals arrivals;
    arrivals.add(before, now, today);
    return arrivals.delays(today, first_load);
}

TEST(UsualDelay, is_the_nearest_rank_at_half_and_at_nine_tenths)
{
    // Ten events: 1 2 3 4 5 6 7 8 9 10. The 5th is the median, the 9th the 90th percentile.
    DelayCounts ten;
    for (int days = 1; days <= 10; ++days)
        ten[days] = 1;
    EXPECT_EQ(usual_delay(ten), (UsualDelay{5, 9}));
    // Eleven: the 6th, and ceil(9.9) = the 10th.
    ten[30] = 1;
    EXPECT_EQ(usual_delay(ten), (UsualDelay{6, 10}));
    // Twenty, of which 18 came in 2 days: the 10th and the 18th are 2.
    EXPECT_EQ(usual_delay({{2, 18}, {40, 2}}), (UsualDelay{2, 2}));
    EXPECT_EQ(usual_delay({{2, 17}, {40, 3}}), (UsualDelay{2, 40}));
}

TEST(UsualDelay, is_not_told_of_fewer_than_ten_events)
{
    EXPECT_EQ(usual_delay({{3, 9}}), std::nullopt);
    EXPECT_EQ(usual_delay({{3, 10}}), (UsualDelay{3, 3}));
    EXPECT_EQ(usual_delay({}), std::nullopt);
}

TEST(DelayCounts, come_back_from_the_form_in_which_they_are_kept)
{
    const DelayCounts counts{{0, 12}, {5, 3}, {90, 1}};
    EXPECT_EQ(write_delays(counts), "0:12 5:3 90:1");
    DelayCounts read{{5, 1}};
    add_delays(read, "0:12 5:3 90:1");
    EXPECT_EQ(read, (DelayCounts{{0, 12}, {5, 4}, {90, 1}}));
    add_delays(read, "");
    EXPECT_EQ(read.size(), 3U);
}

TEST(Arrivals, a_new_spell_is_as_late_as_its_first_day)
{
    EXPECT_EQ(delays_of(nullptr, spell(day(2026, 4, 1))), (DelayCounts{{9, 1}}));
    EXPECT_EQ(delays_of(nullptr, spell(day(2026, 5, 1))), (DelayCounts{{0, 1}})) << "told ahead";
}

TEST(Arrivals, a_loss_counts_when_it_is_told_for_the_first_time)
{
    const auto open = spell(day(2020, 4, 1));
    const auto lost = spell(day(2020, 4, 1), day(2026, 4, 3));
    EXPECT_EQ(delays_of(&open, lost), (DelayCounts{{7, 1}}));
    const auto corrected = spell(day(2020, 4, 1), day(2026, 4, 2));
    EXPECT_TRUE(delays_of(&lost, corrected).empty());
    EXPECT_TRUE(delays_of(&open, open).empty()) << "another change of an old spell is no event";
}

TEST(Arrivals, a_row_that_is_taken_back_is_no_event)
{
    EXPECT_TRUE(delays_of(nullptr, spell(day(2026, 4, 1), day(2026, 4, 1))).empty());
}

TEST(Arrivals, what_lies_more_than_ninety_days_back_is_a_correction)
{
    Arrivals arrivals;
    arrivals.add(nullptr, spell(day(2026, 1, 10)), today); // 90 days: 21 + 28 + 31 + 10
    arrivals.add(nullptr, spell(day(2026, 1, 9)), today);
    EXPECT_EQ(arrivals.delays(today, day(2025, 1, 1)), (DelayCounts{{90, 1}}));
    EXPECT_EQ(arrivals.rows(), 2);
}

TEST(Arrivals, a_first_load_is_no_delay)
{
    Arrivals arrivals;
    arrivals.add(nullptr, spell(day(2026, 4, 1)), today);
    EXPECT_TRUE(arrivals.delays(today, std::nullopt).empty());
    EXPECT_TRUE(arrivals.delays(today, day(2026, 4, 1)).empty()) << "the day of the first load itself";
    EXPECT_EQ(arrivals.delays(today, day(2026, 3, 31)), (DelayCounts{{9, 1}}));
}

TEST(Arrivals, of_two_batches_are_those_of_both)
{
    Arrivals one;
    one.add(nullptr, spell(day(2026, 4, 1)), today);
    Arrivals other;
    other.add(nullptr, spell(day(2026, 4, 1)), today);
    other.add_unchanged();
    one.merge(other);
    EXPECT_EQ(one.rows(), 3);
    EXPECT_EQ(one.delays(today, first_load), (DelayCounts{{9, 2}}));
}

} // namespace
} // namespace onshi::domain
