#include "synth/spells.h"

#include "domain/copay_share.h"
#include "synth/birth_dates.h"
#include "synth/parsed_town.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace onshi::synth {
namespace {

using domain::Coverage;
using domain::LossReason;
using domain::Relationship;

class Spells : public testing::Test
{
protected:
    static void SetUpTestSuite() { town = parse_town(test_town(20'000)); }
    static void TearDownTestSuite() { town = {}; }

    static bool is_employees(const Coverage& c)
    {
        return !c.insurer.is_national_health() && !c.insurer.is_late_elderly();
    }
    /// A person's rows without those that were taken back.
    static std::vector<const Coverage*> standing(const std::vector<const Coverage*>& spells)
    {
        std::vector<const Coverage*> kept;
        std::ranges::copy_if(spells, std::back_inserter(kept), [](const Coverage* c) { return !c->is_void(); });
        return kept;
    }
    static base::Date as_of() { return test_town().as_of; }

    static ParsedTown town;
};
ParsedTown Spells::town;

TEST_F(Spells, follow_each_other_with_at_most_the_legal_one_day_overlap)
{
    int overlaps = 0;
    for (const auto& [code, all] : town.people) {
        const auto spells = standing(all);
        for (std::size_t i = 1; i < spells.size(); ++i) {
            ASSERT_TRUE(spells[i - 1]->lost.has_value());
            if (spells[i]->gained >= *spells[i - 1]->lost)
                continue;
            // 国保法8条: 国保 is lost on the day after entering an employees' scheme. Nothing else may overlap.
            EXPECT_EQ(spells[i]->gained.plus_days(1), *spells[i - 1]->lost);
            EXPECT_TRUE(spells[i - 1]->insurer.is_national_health());
            EXPECT_TRUE(is_employees(*spells[i]));
            ++overlaps;
        }
    }
    EXPECT_GT(overlaps, 50);
}

TEST_F(Spells, entering_an_employees_scheme_from_national_always_overlaps)
{
    for (const auto& [code, all] : town.people) {
        const auto spells = standing(all);
        for (std::size_t i = 1; i < spells.size(); ++i) {
            const bool entering = spells[i - 1]->insurer.is_national_health() && is_employees(*spells[i]);
            EXPECT_EQ(*spells[i - 1]->lost, spells[i]->gained.plus_days(entering ? 1 : 0));
        }
    }
}

TEST_F(Spells, a_loss_with_a_newer_insurance_says_so)
{
    std::set<std::optional<LossReason>> last_reasons;
    for (const auto& [code, all] : town.people) {
        const auto spells = standing(all);
        for (std::size_t i = 0; i + 1 < spells.size(); ++i)
            EXPECT_EQ(spells[i]->loss_reason, LossReason::other_insurance);
        if (spells.back()->lost)
            last_reasons.insert(spells.back()->loss_reason);
    }
    EXPECT_EQ(last_reasons, (std::set<std::optional<LossReason>>{std::nullopt, LossReason::death,
                                                                 LossReason::public_assistance, LossReason::other}));
}

TEST_F(Spells, everyone_of_75_and_more_is_late_elderly_from_the_birthday)
{
    for (const auto& [code, spells] : town.people) {
        const auto birth = spells.front()->birth_date;
        const auto birthday = domain::birthday(birth, 75);
        for (const auto* spell : spells) {
            if (spell->insurer.is_late_elderly()) {
                // or earlier, from 65 on, by certification of a disability (高確法50条2号)
                EXPECT_TRUE(spell->gained == birthday || spell->gained >= domain::birthday(birth, 65));
                EXPECT_LE(spell->gained, birthday);
            } else {
                EXPECT_TRUE(spell->gained < birthday &&
                            (birthday > as_of() || (spell->lost && *spell->lost <= birthday)));
            }
        }
        if (birthday <= as_of() && spells.back()->loss_reason != LossReason::death) {
            EXPECT_TRUE(spells.back()->insurer.is_late_elderly());
        }
    }
}

TEST_F(Spells, late_elderly_have_a_personal_number_of_eight_digits)
{
    std::set<std::pair<std::string, std::string>> numbers;
    for (const auto& [code, spells] : town.people) {
        for (const auto* spell : spells) {
            if (!spell->insurer.is_late_elderly())
                continue;
            EXPECT_EQ(spell->id.symbol(), "");
            EXPECT_EQ(spell->id.branch(), "");
            EXPECT_EQ(spell->id.number().size(), 8U);
            EXPECT_EQ(spell->relationship, Relationship::insured);
            EXPECT_TRUE(numbers.emplace(spell->insurer.text(), spell->id.number()).second);
        }
    }
}

TEST_F(Spells, dependants_have_the_insured_persons_key_and_another_branch)
{
    std::map<std::pair<std::string, std::string>, std::set<std::string>> insured_branches;
    for (const auto& row : town.rows) {
        if (row.coverage.relationship == Relationship::insured)
            insured_branches[{row.coverage.insurer.text(), row.coverage.id.normal_key()}].insert(
                row.coverage.id.branch());
    }
    int dependants = 0;
    for (const auto& row : town.rows) {
        const auto& c = row.coverage;
        // The member is under 07, or has a 国保 of its own time (67).
        const bool elsewhere = c.insurer.law_number() == "31" || c.insurer.law_number() == "67";
        if (c.relationship != Relationship::dependant || !is_employees(c) || elsewhere)
            continue;
        const auto insured = insured_branches.find({c.insurer.text(), c.id.normal_key()});
        ASSERT_NE(insured, insured_branches.end());
        EXPECT_EQ(insured->second, std::set<std::string>{"01"});
        EXPECT_GE(c.id.branch(), "02");
        EXPECT_FALSE(c.insured_name.empty());
        ++dependants;
    }
    EXPECT_GT(dependants, 2000);
}

TEST_F(Spells, no_two_people_have_the_same_number_and_branch)
{
    std::map<std::array<std::string, 3>, std::string> owners;
    for (const auto& row : town.rows) {
        const auto& c = row.coverage;
        const auto [owner, fresh] =
            owners.try_emplace({c.insurer.text(), c.id.folded_key(), c.id.branch()}, row.person.text());
        EXPECT_EQ(owner->second, row.person.text());
    }
}

TEST_F(Spells, newborns_are_covered_from_birth)
{
    int newborns = 0;
    for (const auto& [code, spells] : town.people) {
        const auto& first = *spells.front();
        EXPECT_GE(first.gained, first.birth_date);
        if (first.birth_date > as_of().plus_days(-365)) {
            EXPECT_EQ(first.gained, first.birth_date);
            ++newborns;
        }
    }
    EXPECT_GT(newborns, 50);
}

TEST_F(Spells, some_begin_in_the_future_and_some_change_on_the_very_day)
{
    const auto begin_after = [](const wire::CoverageRow& row) { return row.coverage.gained > as_of(); };
    const auto begin_on = [](const wire::CoverageRow& row) { return row.coverage.gained == as_of(); };
    EXPECT_GT(std::ranges::count_if(town.rows, begin_after), 10);
    EXPECT_GT(std::ranges::count_if(town.rows, begin_on), 2);
}

TEST_F(Spells, changes_lie_in_the_last_five_years_or_the_next_two_months)
{
    for (const auto& row : town.rows) {
        const bool old_retiree = row.coverage.insurer.law_number() == "67";
        if (row.coverage.lost && !row.coverage.is_void() && !old_retiree) {
            EXPECT_GE(*row.coverage.lost, years_before(as_of(), 5).plus_days(-1));
            EXPECT_LE(*row.coverage.lost, as_of().plus_days(61));
        }
    }
}

} // namespace
} // namespace onshi::synth
