#include "domain/copay_share.h"
#include "synth/birth_dates.h"
#include "synth/town.h"

#include <gtest/gtest.h>

#include <map>

namespace onshi::synth {
namespace {

/// Whether a town is like Japan. Expected figures: domain rules 9 and 2.4, the Statistics Bureau's age structure.
class Proportions : public testing::Test
{
protected:
    static constexpr std::uint64_t people = 30'000;

    static void SetUpTestSuite()
    {
        const Town town({people, 11, 0, as_of});
        for (std::uint64_t household = 0; household < town.households(); ++household) {
            for (auto& row : town.rows(household))
                rows.push_back(std::move(row.coverage));
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const bool same_person =
                i > 0 && rows[i - 1].birth_date == rows[i].birth_date && rows[i - 1].name == rows[i].name;
            if (same_person)
                latest.back() = &rows[i];
            else
                latest.push_back(&rows[i]);
        }
    }
    static void TearDownTestSuite()
    {
        latest.clear();
        rows.clear();
    }

    static double percent(std::size_t part, std::size_t whole)
    {
        return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    }
    static bool is_yearly(const domain::Coverage& c)
    {
        return c.insurer.is_national_health() || c.insurer.is_late_elderly();
    }

    static const base::Date as_of;
    static std::vector<domain::Coverage> rows;
    static std::vector<const domain::Coverage*> latest; ///< of each person
};
const base::Date Proportions::as_of = base::Date::of(2026, 4, 1).value();
std::vector<domain::Coverage> Proportions::rows;
std::vector<const domain::Coverage*> Proportions::latest;

TEST_F(Proportions, everybody_has_a_row) { EXPECT_NEAR(static_cast<double>(latest.size()), people, 10); }

TEST_F(Proportions, schemes_as_in_2023)
{
    // 77.90 M employees and families, 26.38 M 国保, 19.44 M 後期, of 123.72 M.
    std::size_t national = 0;
    std::size_t elderly = 0;
    for (const auto* c : latest) {
        national += c->insurer.is_national_health() ? 1 : 0;
        elderly += c->insurer.is_late_elderly() ? 1 : 0;
    }
    EXPECT_NEAR(percent(national, latest.size()), 21.3, 1.0);
    EXPECT_NEAR(percent(elderly, latest.size()), 15.7, 0.5);
    EXPECT_NEAR(percent(latest.size() - national - elderly, latest.size()), 63.0, 1.0);
}

TEST_F(Proportions, sexes_and_ages_as_in_2022)
{
    std::size_t women = 0;
    std::size_t minors = 0;
    std::size_t old = 0;
    for (const auto* c : latest) {
        women += c->sex == domain::Sex::female ? 1 : 0;
        minors += age_on(c->birth_date, as_of) < 15 ? 1 : 0;
        old += age_on(c->birth_date, as_of) >= 65 ? 1 : 0;
    }
    EXPECT_NEAR(percent(women, latest.size()), 51.4, 0.3);
    EXPECT_NEAR(percent(minors, latest.size()), 11.6, 0.3);
    EXPECT_NEAR(percent(old, latest.size()), 29.0, 0.3);
}

TEST_F(Proportions, shares_of_the_late_elderly_are_72_20_and_8_percent)
{
    std::map<int, std::size_t> shares;
    std::size_t all = 0;
    for (const auto* c : latest) {
        if (c->insurer.is_late_elderly()) {
            ++shares[c->share.value_or(0)];
            ++all;
        }
    }
    EXPECT_NEAR(percent(shares[10], all), 72, 3);
    EXPECT_NEAR(percent(shares[20], all), 20, 3);
    EXPECT_NEAR(percent(shares[30], all), 8, 2);
}

TEST_F(Proportions, from_70_to_74_a_share_is_reported_below_mostly_not)
{
    std::size_t below = 0;
    std::size_t told = 0;
    for (const auto* c : latest) {
        if (c->insurer.is_late_elderly() || c->lost || c->gained > as_of)
            continue;
        if (domain::elderly_share_from(c->birth_date) <= as_of) {
            EXPECT_TRUE(c->share == 20 || c->share == 30);
            continue;
        }
        ++below;
        told += c->share ? 1 : 0;
    }
    EXPECT_NEAR(percent(told, below), 2, 1);
}

TEST_F(Proportions, four_to_five_percent_of_working_people_change_insurer_a_year)
{
    std::size_t workers = 0;
    std::size_t changes = 0;
    for (const auto& c : rows) {
        const int age = age_on(c.birth_date, as_of);
        if (age >= 65 || age < 20 || c.relationship != domain::Relationship::insured || is_yearly(c))
            continue;
        workers += c.covers(as_of) ? 1 : 0;
        changes += c.loss_reason == "03" && *c.lost > as_of.plus_days(-365 * 4) && *c.lost <= as_of ? 1 : 0;
    }
    // Those who leave an employees' scheme for another insurance, a year, of those in one.
    EXPECT_NEAR(percent(changes, 4 * workers), 4.0, 1.0);
}

TEST_F(Proportions, yearly_certificates_run_to_the_next_31_july)
{
    std::size_t employees = 0;
    std::size_t without = 0;
    for (const auto* c : latest) {
        if (c->lost || c->gained > as_of)
            continue;
        if (is_yearly(*c)) {
            EXPECT_EQ(c->certificate_to, base::Date::of(2026, 7, 31));
            EXPECT_TRUE(c->certificate_valid(as_of));
        } else {
            ++employees;
            without += c->certificate_to ? 0 : 1;
        }
    }
    EXPECT_GT(percent(without, employees), 90);
}

} // namespace
} // namespace onshi::synth
