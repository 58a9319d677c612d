#include "domain/copay_share.h"

#include <gtest/gtest.h>

// Examples of domain rules 2.4 ([calc] there), and the days on either side of each change.
namespace onshi::domain {
namespace {

base::Date day(int y, unsigned m, unsigned d)
{
    return base::Date(std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d));
}

TEST(Age, is_reached_on_the_day_before_the_birthday)
{
    EXPECT_EQ(reaches_age(day(1953, 5, 1), 70), day(2023, 4, 30));
    EXPECT_EQ(reaches_age(day(2020, 1, 1), 6), day(2025, 12, 31));
    EXPECT_EQ(birthday(day(1953, 5, 1), 70), day(2023, 5, 1));
}

TEST(Age, born_on_29_february)
{
    EXPECT_EQ(reaches_age(day(1952, 2, 29), 70), day(2022, 2, 28));
    EXPECT_EQ(birthday(day(1952, 2, 29), 70), day(2022, 3, 1));
    EXPECT_EQ(birthday(day(1952, 2, 29), 72), day(2024, 2, 29)); // a leap year
    EXPECT_EQ(reaches_age(day(1952, 2, 29), 72), day(2024, 2, 28));
}

TEST(ElderlyShare, begins_on_the_first_of_the_month_after_reaching_70)
{
    EXPECT_EQ(elderly_share_from(day(1953, 5, 1)), day(2023, 5, 1)); // born on the 1st: the birthday itself
    EXPECT_EQ(elderly_share_from(day(1953, 5, 2)), day(2023, 6, 1));
    EXPECT_EQ(elderly_share_from(day(1952, 2, 29)), day(2022, 3, 1));
    EXPECT_EQ(elderly_share_from(day(1953, 12, 31)), day(2024, 1, 1));
    EXPECT_EQ(elderly_share_from(day(1954, 1, 1)), day(2024, 1, 1));
}

TEST(Preschool, lasts_to_the_first_31_march_on_or_after_reaching_six)
{
    EXPECT_EQ(preschool_until(day(2019, 4, 1)), day(2025, 3, 31)); // six on 31 March: leaves that same day
    EXPECT_EQ(preschool_until(day(2019, 4, 2)), day(2026, 3, 31));
    EXPECT_EQ(preschool_until(day(2020, 3, 31)), day(2026, 3, 31));
    EXPECT_EQ(preschool_until(day(2020, 2, 29)), day(2026, 3, 31));
}

TEST(OrdinaryShare, of_a_child)
{
    const auto born = day(2019, 4, 2);
    EXPECT_EQ(ordinary_share(born, born), 20);
    EXPECT_EQ(ordinary_share(born, day(2026, 3, 31)), 20);
    EXPECT_EQ(ordinary_share(born, day(2026, 4, 1)), 30);
}

TEST(OrdinaryShare, changes_at_70_by_the_month_and_at_75_by_the_day)
{
    const auto born = day(1953, 5, 2);
    EXPECT_EQ(ordinary_share(born, day(2023, 5, 31)), 30);
    EXPECT_EQ(ordinary_share(born, day(2023, 6, 1)), 20);
    EXPECT_EQ(ordinary_share(born, day(2028, 5, 1)), 20);
    EXPECT_EQ(ordinary_share(born, day(2028, 5, 2)), 10);
}

TEST(OrdinaryShare, at_75_of_those_born_on_29_february)
{
    const auto born = day(1948, 2, 29);
    EXPECT_EQ(ordinary_share(born, day(2023, 2, 28)), 20);
    EXPECT_EQ(ordinary_share(born, day(2023, 3, 1)), 10);
}

} // namespace
} // namespace onshi::domain
