#include "domain/copay_share.h"
#include "synth/birth_dates.h"
#include "synth/parsed_town.h"

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
        town = parse_town({people, 11, 0, as_of});
        for (const auto& [person, spells] : town.people)
            latest.push_back(spells.back());
    }
    static void TearDownTestSuite()
    {
        latest.clear();
        town = {};
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
    static ParsedTown town;
    static std::vector<const domain::Coverage*> latest; ///< of each person
};
const base::Date Proportions::as_of = base::Date::of(2026, 4, 1).value();
ParsedTown Proportions::town;
std::vector<const domain::Coverage*> Proportions::latest;

TEST_F(Proportions, everybody_has_a_row) { EXPECT_EQ(latest.size(), people); }

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
            ++shares[c->certificates.back().share.value_or(0)];
            ++all;
        }
    }
    EXPECT_NEAR(percent(shares[10], all), 72, 3);
    EXPECT_NEAR(percent(shares[20], all), 20, 3);
    EXPECT_NEAR(percent(shares[30], all), 8, 2);
}

TEST_F(Proportions, from_70_to_74_everyone_has_an_elderly_certificate_and_nobody_else)
{
    std::size_t elderly = 0;
    std::size_t high = 0;
    for (const auto* c : latest) {
        if (c->insurer.is_late_elderly() || c->lost || c->gained > as_of)
            continue;
        const auto* valid = domain::valid_on(c->elderly_certificates, as_of);
        EXPECT_EQ(valid != nullptr, domain::elderly_share_from(c->birth_date) <= as_of);
        elderly += valid != nullptr ? 1 : 0;
        high += valid != nullptr && valid->share == 30 ? 1 : 0;
    }
    EXPECT_NEAR(percent(high, elderly), 14, 3);
}

TEST_F(Proportions, four_to_five_percent_of_working_people_change_insurer_a_year)
{
    std::size_t workers = 0;
    std::size_t changes = 0;
    for (const auto& row : town.rows) {
        const auto& c = row.coverage;
        const int age = age_on(c.birth_date, as_of);
        if (age >= 65 || age < 20 || c.relationship != domain::Relationship::insured || is_yearly(c))
            continue;
        workers += c.covers(as_of) ? 1 : 0;
        changes += c.loss_reason == domain::LossReason::other_insurance && *c.lost > as_of.plus_days(-365 * 4) &&
                           *c.lost <= as_of
                       ? 1
                       : 0;
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
            // 31 July, or the day before the 75th birthday; a short-term one began in February.
            const auto last = c->certificates.back().valid.to.value();
            EXPECT_TRUE(last == base::Date::of(2026, 7, 31) ||
                        last == domain::birthday(c->birth_date, 75).plus_days(-1));
            EXPECT_TRUE(c->certificate_valid(as_of));
        } else {
            ++employees;
            without += c->certificates.empty() || !c->certificates.back().valid.to ? 1 : 0;
        }
    }
    EXPECT_GT(percent(without, employees), 90);
}

} // namespace
} // namespace onshi::synth
