#include "synth/income.h"

#include "synth/calendar.h"

#include <gtest/gtest.h>

#include <map>

namespace onshi::synth {
namespace {

const base::Date as_of = base::Date::of(2026, 4, 1).value();

TEST(Income, two_tenths_do_not_exist_before_october_2022)
{
    std::map<int, int> shares;
    for (std::uint64_t i = 0; i < 2'000; ++i) {
        Draw draw(1, i, Purpose::moves);
        const Income income(draw, as_of);
        EXPECT_NE(income.late_elderly_share(base::Date::of(2022, 9, 30).value()), 20);
        ++shares[income.late_elderly_share(two_tenths_begin())];
    }
    EXPECT_NEAR(shares[20], 400, 60);
}

TEST(Income, changes_on_a_first_of_august)
{
    int changed = 0;
    for (std::uint64_t i = 0; i < 2'000; ++i) {
        Draw draw(2, i, Purpose::moves);
        const Income income(draw, as_of);
        for (int year = 2022; year <= 2025; ++year)
            changed += income.elderly_share(august(year).plus_days(-1)) != income.elderly_share(august(year)) ? 1 : 0;
    }
    EXPECT_NEAR(changed, 168, 50); // 35 % drawn anew, of whom 2 * 14 % * 86 % with another result
}

TEST(Calendar, the_insurers_year_begins_in_august)
{
    EXPECT_EQ(renewal_year(base::Date::of(2026, 7, 31).value()), 2025);
    EXPECT_EQ(renewal_year(base::Date::of(2026, 8, 1).value()), 2026);
    EXPECT_EQ(august(2026), base::Date::of(2026, 8, 1));
}

} // namespace
} // namespace onshi::synth
