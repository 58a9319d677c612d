#include "domain/eligibility.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

// decide() against the rules written a second time, in their plainest form, on small random registers: few insurers,
// numbers and days, so that spells meet, touch and overlap.
namespace onshi::domain {
namespace {

using Generator = std::mt19937_64;

const base::Date first_day(std::chrono::year(2025) / 1 / 1);

int below(Generator& random, int limit) { return std::uniform_int_distribution(0, limit - 1)(random); }
base::Date some_day(Generator& random) { return first_day.plus_days(below(random, 12)); }
std::optional<base::Date> perhaps_a_day(Generator& random)
{
    return below(random, 2) == 0 ? std::nullopt : std::optional(some_day(random));
}

EligibilityQuery some_query(Generator& random)
{
    const std::array insurers{"01130012", "138016"};
    const std::array symbols{"A", "a"};
    const std::array branches{"", "01", "02"};
    const auto pick = [&](const auto& list) {
        return list[static_cast<std::size_t>(below(random, static_cast<int>(list.size())))];
    };
    return {InsurerNumber::parse(pick(insurers)).value(), InsuredId::parse(pick(symbols), "1", pick(branches)).value(),
            first_day.plus_days(-9000 - below(random, 2)), some_day(random)};
}

Coverage some_spell(Generator& random)
{
    auto said = some_query(random);
    return {.insurer = said.insurer,
            .id = said.id,
            .relationship = Relationship::insured,
            .name = "",
            .name_kana = "",
            .insured_name = "",
            .birth_date = said.birth_date,
            .sex = Sex::unset,
            .post_number = "",
            .address = "",
            .gained = said.on,
            .lost = perhaps_a_day(random),
            .loss_reason = "",
            .certificate_issued = {},
            .certificate_from = perhaps_a_day(random),
            .certificate_to = perhaps_a_day(random),
            .share = {}};
}

std::vector<HeldCoverage> some_register(Generator& random)
{
    std::vector<HeldCoverage> people(static_cast<std::size_t>(below(random, 4)));
    for (std::size_t i = 0; i < people.size(); ++i) {
        people[i].person = static_cast<std::int64_t>(i);
        for (int spells = 1 + below(random, 4); spells > 0; --spells)
            people[i].spells.push_back(some_spell(random));
    }
    return people;
}

bool equal_but_for_branch(const EligibilityQuery& query, const Coverage& spell, bool exact)
{
    const bool number =
        exact ? spell.id.normal_key() == query.id.normal_key() : spell.id.folded_key() == query.id.folded_key();
    return number && spell.insurer == query.insurer && spell.birth_date == query.birth_date;
}

/// Spells that match, of each person that has one.
std::vector<std::vector<Coverage>> matching(const EligibilityQuery& query, const std::vector<HeldCoverage>& people,
                                            bool exact)
{
    std::vector<std::vector<Coverage>> found;
    for (const auto& person : people) {
        std::vector<Coverage> spells;
        std::ranges::copy_if(person.spells, std::back_inserter(spells), [&](const Coverage& spell) {
            const auto& branch = spell.id.branch();
            return equal_but_for_branch(query, spell, exact) &&
                   (branch.empty() || query.id.branch().empty() || branch == query.id.branch());
        });
        if (!spells.empty())
            found.push_back(std::move(spells));
    }
    return found;
}

bool good_on(const Coverage& spell, base::Date on)
{
    const bool covered = spell.gained <= on && (!spell.lost || *spell.lost > on);
    const bool begun = !spell.certificate_from || *spell.certificate_from <= on;
    const bool ended = spell.certificate_to && *spell.certificate_to < on;
    return covered && begun && !ended;
}

void check(const EligibilityQuery& query, const std::vector<HeldCoverage>& people)
{
    const auto answer = decide(query, people);
    auto found = matching(query, people, true);
    if (found.empty())
        found = matching(query, people, false);

    ASSERT_GE(answer.validity, Validity::valid);
    ASSERT_LE(answer.validity, Validity::several);
    ASSERT_EQ(answer.validity == Validity::none, found.empty());
    ASSERT_EQ(answer.validity == Validity::several, found.size() > 1);
    ASSERT_EQ(answer.person.has_value(), found.size() == 1);
    ASSERT_EQ(answer.coverage.has_value(), found.size() == 1);
    if (!answer.person || !answer.coverage)
        return;
    const bool any_good =
        std::ranges::any_of(found[0], [&](const Coverage& spell) { return good_on(spell, query.on); });
    ASSERT_EQ(answer.validity == Validity::valid, any_good);
    ASSERT_TRUE(std::ranges::find(found[0], *answer.coverage) != found[0].end()); // always an asked row

    const auto& all = people[static_cast<std::size_t>(*answer.person)].spells;
    const bool newer = std::ranges::any_of(all, [&](const Coverage& spell) {
        return spell.gained > answer.coverage->gained && spell.gained <= query.on &&
               (!spell.lost || *spell.lost > query.on);
    });
    ASSERT_EQ(answer.validity == Validity::lost_with_newer, newer && !any_good);
}

TEST(DecideProperty, one_code_follows_and_it_is_1_exactly_if_a_matching_spell_holds)
{
    const auto seed = std::random_device{}();
    RecordProperty("seed", std::to_string(seed));
    SCOPED_TRACE("seed " + std::to_string(seed));
    Generator random(seed);
    for (int turn = 0; turn < 20'000 && !HasFatalFailure(); ++turn) {
        const auto people = some_register(random);
        check(some_query(random), people);
    }
}

TEST(DecideProperty, the_order_of_candidates_and_spells_does_not_matter)
{
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    Generator random(seed);
    for (int turn = 0; turn < 5'000; ++turn) {
        auto people = some_register(random);
        const auto query = some_query(random);
        const auto before = decide(query, people);
        std::ranges::reverse(people);
        for (auto& person : people)
            std::ranges::reverse(person.spells);
        const auto after = decide(query, people);
        ASSERT_EQ(before.validity, after.validity);
        ASSERT_EQ(before.person, after.person);
    }
}

} // namespace
} // namespace onshi::domain
