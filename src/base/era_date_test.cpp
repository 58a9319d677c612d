#include "base/era_date.h"

#include <gtest/gtest.h>

// First days of the eras: the edicts and cabinet orders named in era_date.cpp.
namespace onshi::base {
namespace {

Date day(int y, unsigned m, unsigned d)
{
    return Date(std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d));
}

TEST(ParseEra, reads_every_form_of_one_day)
{
    for (const auto* text : {"令和8年4月1日", "令和08年04月01日", "R8.4.1", "R08.04.01", "r8/4/1", "Ｒ８．４．１",
                             "令和８年４月１日", " R8.4.1 ", "　令和8年4月1日　"})
        EXPECT_EQ(parse_era(text), day(2026, 4, 1)) << text;
}

TEST(ParseEra, first_year_is_gannen)
{
    EXPECT_EQ(parse_era("令和元年5月1日"), day(2019, 5, 1));
    EXPECT_EQ(parse_era("令和1年5月1日"), day(2019, 5, 1));
    EXPECT_EQ(parse_era("H元.1.8"), day(1989, 1, 8));
    EXPECT_FALSE(parse_era("令和0年5月1日"));
}

TEST(ParseEra, an_era_ends_where_the_next_begins)
{
    EXPECT_EQ(parse_era("平成31年4月30日"), day(2019, 4, 30));
    EXPECT_FALSE(parse_era("平成31年5月1日"));
    EXPECT_FALSE(parse_era("令和元年4月30日"));

    EXPECT_EQ(parse_era("昭和64年1月7日"), day(1989, 1, 7));
    EXPECT_FALSE(parse_era("昭和64年1月8日"));
    EXPECT_EQ(parse_era("平成元年1月8日"), day(1989, 1, 8));
    EXPECT_FALSE(parse_era("平成元年1月7日"));

    EXPECT_EQ(parse_era("大正15年12月24日"), day(1926, 12, 24));
    EXPECT_EQ(parse_era("昭和元年12月25日"), day(1926, 12, 25));
    EXPECT_FALSE(parse_era("大正15年12月25日"));

    EXPECT_EQ(parse_era("明治45年7月29日"), day(1912, 7, 29));
    EXPECT_EQ(parse_era("大正元年7月30日"), day(1912, 7, 30));
    EXPECT_FALSE(parse_era("明治45年7月30日"));
}

TEST(ParseEra, nothing_before_the_gregorian_calendar)
{
    EXPECT_EQ(parse_era("明治6年1月1日"), day(1873, 1, 1));
    EXPECT_FALSE(parse_era("明治5年12月2日"));
    EXPECT_FALSE(parse_era("M5.12.31"));
    EXPECT_FALSE(parse_era("慶応3年1月1日"));
}

TEST(ParseEra, reads_each_letter)
{
    EXPECT_EQ(parse_era("M33.1.1"), day(1900, 1, 1));
    EXPECT_EQ(parse_era("T9.1.1"), day(1920, 1, 1));
    EXPECT_EQ(parse_era("S35.1.1"), day(1960, 1, 1));
    EXPECT_EQ(parse_era("H12.1.1"), day(2000, 1, 1));
    EXPECT_EQ(parse_era("R2.1.1"), day(2020, 1, 1));
}

TEST(ParseEra, refuses_what_is_no_date)
{
    for (const auto* text :
         {"", "令和", "令和8年", "令和8年4月", "令和8年4月1", "令和8年4月31日", "令和8年2月29日", "R8.4/1", "R8年4.1",
          "R8.4.1x", "X8.4.1", "R8-4-1", "8.4.1", "20260401", "R100.1.1", "R8.004.1", "R8.4.1日"})
        EXPECT_FALSE(parse_era(text)) << text;
}

TEST(WriteEra, long_form_says_gannen)
{
    EXPECT_EQ(era_long(day(2026, 4, 1)), "令和8年4月1日");
    EXPECT_EQ(era_long(day(2019, 5, 1)), "令和元年5月1日");
    EXPECT_EQ(era_long(day(2019, 4, 30)), "平成31年4月30日");
    EXPECT_EQ(era_long(day(1989, 1, 7)), "昭和64年1月7日");
    EXPECT_EQ(era_long(day(1873, 1, 1)), "明治6年1月1日");
    EXPECT_EQ(era_long(day(1872, 12, 31)), std::nullopt);
}

TEST(WriteEra, short_form_has_two_digits_each)
{
    EXPECT_EQ(era_short(day(2026, 4, 1)), "R08.04.01");
    EXPECT_EQ(era_short(day(1989, 1, 8)), "H01.01.08");
    EXPECT_EQ(era_short(day(1872, 12, 31)), std::nullopt);
}

TEST(WriteEra, every_day_of_150_years_comes_back)
{
    for (auto date = day(1873, 1, 1); date < day(2030, 1, 1); date = date.plus_days(1)) {
        ASSERT_EQ(parse_era(era_long(date).value_or("")), date) << date.iso();
        ASSERT_EQ(parse_era(era_short(date).value_or("")), date) << date.iso();
    }
}

} // namespace
} // namespace onshi::base
