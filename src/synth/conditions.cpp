#include "synth/conditions.h"

#include "synth/birth_dates.h"

#include <algorithm>

namespace onshi::synth {
namespace {

constexpr std::uint32_t sex_hidden_per_100000 = 50; // own choice
constexpr std::uint32_t sex_unset_per_100000 = 20;  // own choice
constexpr std::uint32_t alias_permille = 300;       // of foreign residents with a 通称名; own choice
constexpr std::uint32_t maiden_permille = 30;       // of wives with 旧姓 beside their name; own choice
constexpr std::size_t ill_for_days = std::size_t{12} * 365;

/// Some 350,000 people have dialysis, 0.28 % (日本透析医学会, end of 2022, approximate); the curve by age is rounded.
std::uint32_t dialysis_per_100000(int age)
{
    if (age >= 75)
        return 690;
    if (age >= 70)
        return 800;
    if (age >= 60)
        return 510;
    if (age >= 45)
        return 200;
    return age >= 20 ? 40 : 1;
}

// Men only: some 7,000 with haemophilia, and some 700 living with HIV by blood products, who are 40 and older
// (approximate, from memory).
constexpr std::uint32_t haemophilia_per_100000 = 11;
constexpr std::uint32_t hiv_per_100000 = 2; // of men from 40 to 79

int draw_disease(Draw& draw, const Member& member, int age)
{
    auto ticket = draw.below(100'000);
    if (ticket < dialysis_per_100000(age))
        return 1;
    ticket -= dialysis_per_100000(age);
    if (member.sex != domain::Sex::male)
        return 0;
    if (40 <= age && age < 80 && ticket < hiv_per_100000)
        return 3;
    return ticket < haemophilia_per_100000 ? 2 : 0;
}

void add_dialysis(Certified& to, const Cover& cover, const Income& income, base::Date from)
{
    const bool upper = income.class_under_70() == "A01" || income.class_under_70() == "A02";
    if (!upper || from >= cover.is_70) {
        to.diseases.push_back({1, from, {from, std::nullopt}, 10'000});
        return;
    }
    to.diseases.push_back({1, from, {from, cover.is_70.plus_days(-1)}, 20'000});
    if (cover.is_70 <= cover.seen)
        to.diseases.push_back({1, cover.is_70, {cover.is_70, std::nullopt}, 10'000});
}

} // namespace

Condition draw_condition(std::uint64_t seed, const Household& household, std::size_t member, base::Date as_of)
{
    Draw draw(seed, household.index * most_members + member, Purpose::conditions);
    const auto& person = household.members[member];
    Condition condition{.ill_since = person.birth};
    condition.disease = draw_disease(draw, person, age_on(person.birth, as_of));
    const auto sex = draw.below(100'000);
    condition.sex_hidden = sex < sex_hidden_per_100000;
    condition.sex_unset = !condition.sex_hidden && sex < sex_hidden_per_100000 + sex_unset_per_100000;
    const bool wife = person.role == Role::spouse && person.sex == domain::Sex::female;
    const auto other_name = household.family.foreign ? alias_permille : wife ? maiden_permille : 0;
    condition.other_name = draw.permille(other_name);
    if (condition.disease != 0)
        condition.ill_since = std::max(person.birth, as_of.plus_days(-static_cast<int>(draw.below(ill_for_days))));
    return condition;
}

void add_diseases(Certified& to, const Cover& cover, const Income& income, const Condition& condition)
{
    if (condition.disease == 0 || condition.ill_since > cover.seen)
        return;
    const auto from = std::max(cover.gained, condition.ill_since);
    if (condition.disease == 1) {
        add_dialysis(to, cover, income, from);
        return;
    }
    to.diseases.push_back({2, from, {from, std::nullopt}, 10'000});
    if (condition.disease == 3)
        to.diseases.push_back({3, from, {from, std::nullopt}, 10'000});
}

} // namespace onshi::synth
