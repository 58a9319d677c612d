#include "synth/line.h"

#include "synth/few.h"

#include <gtest/gtest.h>

#include <string>

namespace onshi::synth {
namespace {

TEST(Line, writes_dates_and_digits)
{
    Line line;
    line.iso(base::Date::of(1985, 4, 7).value());
    line.add(',');
    line.compact(base::Date::of(2026, 12, 31).value());
    line.add(',');
    line.digits(1234567, 4);
    line.digits(7, 3);
    line.add(",");
    line.number(0);
    line.number(20'000);
    EXPECT_EQ(line.view(), "1985-04-07,20261231,4567007,020000");
    line.clear();
    EXPECT_EQ(line.view(), "");
}

TEST(Line, that_is_too_long_is_a_bug)
{
    Line line;
    line.add(std::string(8192, 'x'));
    EXPECT_THROW(line.add('x'), base::Bug);
    EXPECT_THROW(line.add("x"), base::Bug);
    EXPECT_THROW(line.digits(1, 1), base::Bug);
    EXPECT_EQ(line.view().size(), 8192U);
}

TEST(Few, holds_what_fits_and_no_more)
{
    Few<int, 2> few;
    EXPECT_TRUE(few.empty());
    few.push_back(3);
    few.push_back(4);
    EXPECT_EQ(few.front(), 3);
    EXPECT_EQ(few.back(), 4);
    EXPECT_EQ(few.size(), 2U);
    EXPECT_THROW(few.push_back(5), base::Bug);
    few.clear();
    EXPECT_TRUE(few.begin() == few.end());
}

} // namespace
} // namespace onshi::synth
