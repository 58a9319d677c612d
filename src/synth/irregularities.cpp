#include "synth/irregularities.h"

#include "domain/copay_share.h"
#include "synth/birth_dates.h"
#include "synth/calendar.h"
#include "synth/identity.h"

#include <algorithm>

namespace onshi::synth {
namespace {

// All shares here are own choices: enough to meet each in a town of some ten thousand people.
constexpr std::uint32_t married_permille = 250;     // of wives and husbands from 20 to 44 who are dependants
constexpr std::uint32_t old_retiree_permille = 100; // of those in 国保 before 60 to 64 and 2015
constexpr std::uint32_t taken_back_permille = 3;
constexpr std::uint32_t mistaken_permille = 5;

// 退職者医療 took nobody in after 2015-03-31 and ended with 2019 (domain rules 1.2: "legacy").
const base::Date last_retirees_begin{std::chrono::sys_days(std::chrono::year(2015) / std::chrono::April / 1)};
const base::Date last_retirees_end{std::chrono::sys_days(std::chrono::year(2020) / std::chrono::April / 1)};

class Irregularities
{
public:
    Irregularities(std::uint64_t seed, const Household& household, const Insurers& insurers, base::Date as_of)
        : draw_(seed, household.index, Purpose::irregular)
        , household_(household)
        , insurers_(insurers)
        , as_of_(as_of)
    {
    }

    void of_member(std::size_t member, std::vector<Spell>& spells)
    {
        marry(member, spells);
        retire_early(member, spells);
        take_back(member, spells);
        mistake(member, spells);
    }

private:
    [[nodiscard]] base::Date birth(std::size_t member) const { return household_.members[member].birth; }

    /// Who had work and another family name, and became a dependant by marriage; before the children were born.
    void marry(std::size_t member, std::vector<Spell>& spells)
    {
        const bool young = age_on(birth(member), as_of_) < 45;
        if (household_.members[member].role != Role::spouse || !young || spells.size() != 1 ||
            spells.front().slot == national_slot || spells.front().relationship == domain::Relationship::insured ||
            !draw_.permille(married_permille))
            return;
        const auto day = draw_start(draw_, as_of_.plus_days(-static_cast<int>(draw_.below(history_years * 365))));
        const auto from = day.plus_days(-90 - static_cast<int>(draw_.below(std::size_t{6} * 365)));
        const bool childless = std::ranges::none_of(
            household_.members, [&](const Member& other) { return other.role == Role::child && other.birth < day; });
        if (!childless || spells.front().gained >= day || from < domain::birthday(birth(member), 18) ||
            (spells.front().lost && *spells.front().lost <= day))
            return;
        spells.front().gained = day;
        const auto insurer = insurers_.draw_employees(draw_, household_.prefecture, false);
        auto single = employees_spell(member, insurer, member, 0, 0, from);
        single.lost = day;
        single.reason = "03";
        single.before_marriage = true;
        spells.insert(spells.begin(), single);
    }

    /// 退職被保険者 up to 65, then 国民健康保険 proper under its own number.
    void retire_early(std::size_t member, std::vector<Spell>& spells)
    {
        auto& first = spells.front();
        if (first.slot != national_slot || !first.insured || first.gained >= last_retirees_begin)
            return;
        const auto day = std::min(domain::birthday(birth(member), 65), last_retirees_end);
        const bool between = first.gained < day && day <= as_of_ && (!first.lost || day < *first.lost);
        if (!between || age_on(birth(member), first.gained) < 50 || !draw_.permille(old_retiree_permille))
            return;
        auto retired = first;
        first.gained = day;
        retired.insurer = insurers_.national_retired(household_.prefecture);
        retired.lost = day;
        retired.reason = "03";
        spells.insert(spells.begin(), retired);
    }

    /// 資格取消: a row that should never have been sent ends on the day on which it began, and stays in the file.
    void take_back(std::size_t member, std::vector<Spell>& spells)
    {
        const auto& last = spells.back();
        if (!last.insured || last.relationship != domain::Relationship::insured || member + 1 >= most_members ||
            !draw_.permille(taken_back_permille))
            return;
        const auto insurer = insurers_.draw_employees(draw_, household_.prefecture, false);
        if (insurer == last.insurer)
            return;
        auto wrong = employees_spell(member, insurer, member, 0, 0, last.gained);
        wrong.slot = void_slot(member);
        wrong.lost = last.gained;
        wrong.reason = "99";
        spells.insert(spells.end() - 1, wrong);
    }

    /// The insurer before the last has it wrong. Only of people whose age decides nothing.
    void mistake(std::size_t member, std::vector<Spell>& spells)
    {
        const int age = age_on(birth(member), as_of_);
        if (spells.size() < 2 || age < 1 || age >= 60 || !draw_.permille(mistaken_permille))
            return;
        auto& wrong = spells[spells.size() - 2];
        if (wrong.lost && *wrong.lost > wrong.gained && wrong.insurer != spells.back().insurer)
            wrong.mistake = draw_.permille(200) ? Mistake::sex : Mistake::birth_date;
    }

    Draw draw_;
    const Household& household_;
    const Insurers& insurers_;
    base::Date as_of_;
};

} // namespace

void add_irregularities(std::uint64_t seed, const Household& household, const Insurers& insurers, base::Date as_of,
                        SpellLists& of_member)
{
    Irregularities irregularities(seed, household, insurers, as_of);
    for (std::size_t member = 0; member < household.members.size(); ++member)
        irregularities.of_member(member, of_member[member]);
}

} // namespace onshi::synth
