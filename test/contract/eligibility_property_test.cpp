#include "domain/eligibility.h"
#include "support/naive_rules.h"

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
            first_day.plus_days(-9000 - below(random, 12) / 11), some_day(random)};
}

Coverage some_spell(Generator& random)
{
    auto said = some_query(random);
    Coverage spell{.insurer = said.insurer,
                   .id = said.id,
                   .birth_date = said.birth_date,
                   .sex = static_cast<Sex>(1 + below(random, 12) / 5), // 3 is rare
                   .gained = said.on,
                   .lost = perhaps_a_day(random)};
    if (below(random, 2) == 0)
        spell.certificates = {{{}, {perhaps_a_day(random), perhaps_a_day(random)}, {}}};
    return spell;
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

void check(const EligibilityQuery& query, const std::vector<HeldCoverage>& people)
{
    const auto answer = decide(query, people);
    const auto expected = test::naive_answer(query, people);
    ASSERT_EQ(answer.validity, expected.validity);
    ASSERT_EQ(answer.remark == Remark::withheld, expected.withheld);
    ASSERT_EQ(answer.remark == Remark::other_cover_first, expected.other_cover_first);
    ASSERT_EQ(answer.coverage.has_value(), expected.row.has_value());
    if (answer.coverage && expected.row) // of two rows gained on one day either may answer
        ASSERT_EQ(answer.coverage->gained, expected.row->gained);
    ASSERT_EQ(answer.person.has_value(), answer.coverage.has_value());
}

TEST(DecideProperty, decide_says_what_the_rules_say_in_their_plainest_form)
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
