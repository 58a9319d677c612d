#include "base/date.h"

#include <gtest/gtest.h>

namespace onshi::base {
namespace {

using namespace std::chrono_literals;

Date day(int y, unsigned m, unsigned d)
{
    return Date(std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d));
}

// 2026-04-01T00:02:12.000123Z, seconds by Python's datetime.
const Instant morning{1775001732'000123us};

TEST(Date, knows_the_gregorian_calendar)
{
    EXPECT_TRUE(Date::of(2024, 2, 29));
    EXPECT_TRUE(Date::of(2000, 2, 29));
    EXPECT_FALSE(Date::of(2023, 2, 29));
    EXPECT_FALSE(Date::of(2100, 2, 29));
    EXPECT_FALSE(Date::of(2026, 4, 31));
    EXPECT_FALSE(Date::of(2026, 0, 1));
    EXPECT_FALSE(Date::of(2026, 1, 0));
    EXPECT_FALSE(Date::of(2026, 13, 1));
}

TEST(Date, does_not_wrap_large_numbers_into_real_days)
{
    EXPECT_FALSE(Date::of(2026, 257, 1));
    EXPECT_FALSE(Date::of(2026, 1, 257));
    EXPECT_FALSE(Date::of(65536 + 2026, 1, 1));
}

TEST(Date, years_run_from_1868_to_9999)
{
    EXPECT_FALSE(Date::of(1867, 12, 31));
    EXPECT_EQ(day(1868, 1, 1).iso(), "1868-01-01");
    EXPECT_EQ(day(9999, 12, 31).compact(), "99991231");
    EXPECT_FALSE(Date::of(10000, 1, 1));
}

TEST(Date, compact_form_is_exactly_eight_digits)
{
    EXPECT_EQ(Date::parse_compact("20260401"), day(2026, 4, 1));
    for (const auto* wrong :
         {"", "2026041", "202604011", "2026-4-1", "2026 401", "+2026401", "20260230", "２０２６", "00000000"})
        EXPECT_FALSE(Date::parse_compact(wrong)) << wrong;
}

TEST(Date, iso_form_is_exactly_ten_characters)
{
    EXPECT_EQ(Date::parse_iso("2026-04-01"), day(2026, 4, 1));
    for (const auto* wrong :
         {"", "2026/04/01", "2026-4-01", "2026-04-01 ", "20260401", "2026-04-31", "-026-04-01", "2026-+4-01"})
        EXPECT_FALSE(Date::parse_iso(wrong)) << wrong;
}

TEST(Date, writes_what_it_reads)
{
    EXPECT_EQ(day(1989, 1, 8).compact(), "19890108");
    EXPECT_EQ(day(1989, 1, 8).iso(), "1989-01-08");
}

TEST(Date, counts_days_over_month_and_year)
{
    EXPECT_EQ(day(2024, 2, 28).plus_days(1), day(2024, 2, 29));
    EXPECT_EQ(day(2025, 12, 31).plus_days(1), day(2026, 1, 1));
    EXPECT_EQ(day(2026, 1, 1).plus_days(-1), day(2025, 12, 31));
    EXPECT_LT(day(2025, 12, 31), day(2026, 1, 1));
}

TEST(JapanTime, is_nine_hours_ahead_of_utc)
{
    EXPECT_EQ(jst_compact(morning), "20260401090212");
    EXPECT_EQ(jst_iso(morning), "2026-04-01T09:02:12.000123+09:00");
}

TEST(JapanTime, the_day_changes_at_fifteen_hours_utc)
{
    const auto midnight = day(2026, 3, 31).days() + 15h;
    EXPECT_EQ(jst_date(midnight - 1us), day(2026, 3, 31));
    EXPECT_EQ(jst_date(midnight), day(2026, 4, 1));
}

TEST(JapanTime, works_before_1970)
{
    EXPECT_EQ(jst_iso(Instant(-1us)), "1970-01-01T08:59:59.999999+09:00");
    EXPECT_EQ(jst_date(Instant(-9h - 1us)), day(1969, 12, 31));
}

TEST(ParseInstant, reads_zone_z_and_no_zone)
{
    const Instant at{1775001732s};
    EXPECT_EQ(parse_instant("2026-04-01T09:02:12+09:00"), at);
    EXPECT_EQ(parse_instant("2026-04-01T09:02:12"), at);
    EXPECT_EQ(parse_instant("2026-04-01T00:02:12Z"), at);
    EXPECT_EQ(parse_instant("2026-03-31T19:32:12-04:30"), at);
    const auto later = at + std::chrono::microseconds(123);
    EXPECT_EQ(parse_instant("2026-04-01T09:02:12.000123+09:00"), later);
    EXPECT_EQ(parse_instant(jst_iso(later)), later);
}

TEST(ParseInstant, refuses_everything_else)
{
    for (const auto* wrong :
         {"", "2026-04-01", "2026-04-01 09:02:12", "2026-04-01T24:00:00", "2026-04-01T09:60:00", "2026-04-01T09:02:60",
          "2026-04-31T09:02:12", "2026-04-01T09:02:12.5", "2026-04-01T09:02:12.5+09:00", "2026-04-01T09:02:12.1234567",
          "2026-04-01T09:02:12+0900", "2026-04-01T09:02:12+9:00", "2026-04-01T09:02:12+15:00", "2026-04-01T09:02:12z",
          "2026-04-01T09:02:12Z ", "2026-04-01T09-02-12"})
        EXPECT_FALSE(parse_instant(wrong)) << wrong;
}

} // namespace
} // namespace onshi::base
