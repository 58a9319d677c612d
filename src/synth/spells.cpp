#include "synth/spells.h"

#include "domain/copay_share.h"
#include "synth/birth_dates.h"
#include "synth/identity.h"
#include "synth/irregularities.h"

#include <algorithm>

namespace onshi::synth {
namespace {

using domain::Relationship;

constexpr int known_ahead = 30; // days before a 75th birthday on which the new insurer has reported already
constexpr std::uint32_t national_before_permille = 700; // of those who turned 75; the others worked
constexpr std::uint32_t elderly_welfare_permille = 3;

/// Deaths of the last year in ten thousand (rounded from the life tables).
std::uint32_t deaths_per_10000(int age)
{
    if (age >= 85)
        return 1000;
    if (age >= 75)
        return 300;
    if (age >= 65)
        return 120;
    return age >= 40 ? 25 : 4;
}

/// 「資格喪失日」 is the first day without cover: spells from that day on fall away, the others end by it.
void cut(std::vector<Spell>& spells, base::Date day, std::string_view reason)
{
    std::erase_if(spells, [&](const Spell& spell) { return spell.gained >= day; });
    for (auto& spell : spells) {
        if (!spell.lost || *spell.lost > day) {
            spell.lost = day;
            spell.reason = reason;
        }
    }
}

class Drawing
{
public:
    Drawing(std::uint64_t seed, const Household& household, const Insurers& insurers, base::Date as_of,
            SpellLists& of_member)
        : work_(seed, household.index, Purpose::work)
        , draw_(seed, household.index, Purpose::history)
        , household_(household)
        , insurers_(insurers)
        , as_of_(as_of)
        , of_member_(of_member)
    {
    }

    void run()
    {
        const auto memberships = draw_memberships(work_, household_, as_of_);
        for (const auto& unit : memberships.units)
            add_unit(unit);
        for (const auto member : memberships.late_elderly)
            add_late_elderly(member);
        for (const auto& unit : memberships.units)
            bury(unit.members.back());
        for (const auto member : memberships.late_elderly)
            bury(member);
    }

private:
    [[nodiscard]] base::Date birth(std::size_t member) const { return household_.members[member].birth; }

    void add_unit(const Unit& unit)
    {
        const auto timeline = draw_timeline(draw_, household_, unit, insurers_, as_of_);
        for (std::size_t place = 0; place < unit.members.size(); ++place) {
            for (std::size_t segment = 0; segment < timeline.segments.size(); ++segment)
                add_segment(unit, place, timeline, segment);
        }
        end(unit, timeline);
        turn_75(unit);
    }

    void add_segment(const Unit& unit, std::size_t place, const Timeline& timeline, std::size_t segment)
    {
        const auto& now = timeline.segments[segment];
        const auto member = unit.members[place];
        const auto leaves = domain::birthday(birth(member), late_elderly_age);
        if (now.from >= leaves)
            return;
        auto spell = now.employees ? unit_spell(unit, place, now, segment) : national_spell(member, now);
        spell.gained = std::max(now.from, joins(spell.member));
        if (segment + 1 < timeline.segments.size() && timeline.segments[segment + 1].from < leaves) {
            const auto& next = timeline.segments[segment + 1];
            if (spell.gained >= next.from)
                return;
            spell.lost = loss_day(now, next);
            spell.reason = "03";
        }
        of_member_[spell.member].push_back(spell);
    }

    /// Children are dependants from birth, husbands and wives not before 20.
    [[nodiscard]] base::Date joins(std::size_t member) const
    {
        const bool spouse = household_.members[member].role == Role::spouse;
        return spouse ? domain::birthday(birth(member), 20) : birth(member);
    }

    static base::Date loss_day(const Segment& now, const Segment& next)
    {
        // 国民健康保険法8条1項: 国保 is lost on the day after entering an employees' scheme, so on that day both cover;
        // on moving to another municipality, on the same day. 健康保険法36条: an employees' cover is lost on the day
        // after the event, or on the day itself if a new one begins with it. (Domain rules 2.1; the wording was not at
        // hand.)
        return !now.employees && next.employees ? next.from.plus_days(1) : next.from;
    }

    [[nodiscard]] Spell unit_spell(const Unit& unit, std::size_t place, const Segment& now, std::size_t segment) const
    {
        const auto insurer = place == 0 ? now.insurer : insurers_.of_dependants(now.insurer);
        return employees_spell(unit.members[place], insurer, unit.members.front(), segment, place, now.from);
    }

    /// The household is one in 国民健康保険: one number, the head (世帯主) stands as 本人.
    [[nodiscard]] static Spell national_spell(std::size_t member, const Segment& now)
    {
        const auto relationship = member == 0 ? Relationship::insured : Relationship::dependant;
        return {member, now.insurer, relationship, 0, national_slot, member + 1, now.from, std::nullopt};
    }

    void end(const Unit& unit, const Timeline& timeline)
    {
        if (!timeline.ended)
            return;
        const auto began_before = [&](std::size_t member) {
            return of_member_[member].front().gained < *timeline.ended;
        };
        if (!std::ranges::all_of(unit.members, began_before))
            return; // a newborn would have no row at all
        for (const auto member : unit.members)
            cut(of_member_[member], *timeline.ended, timeline.reason);
    }

    /// 75th birthdays of the coming days. An employee's dependants lose their cover on that day too and must find
    /// another (domain rules 2.4); which one is not known yet.
    void turn_75(const Unit& unit)
    {
        for (const auto member : unit.members) {
            const auto day = domain::birthday(birth(member), late_elderly_age);
            if (day <= as_of_ || day > as_of_.plus_days(known_ahead))
                continue;
            if (member == unit.members.front() && unit.employees) {
                for (std::size_t place = 1; place < unit.members.size(); ++place)
                    cut(of_member_[unit.members[place]], day, "99");
            }
            cut(of_member_[member], day, "03");
            of_member_[member].push_back(late_elderly_spell(member, day));
        }
    }

    [[nodiscard]] Spell late_elderly_spell(std::size_t member, base::Date from) const
    {
        return {
            member,      insurers_.late_elderly(household_.prefecture), Relationship::insured, std::nullopt, 0, 0, from,
            std::nullopt};
    }

    void add_late_elderly(std::size_t member)
    {
        auto& spells = of_member_[member];
        const auto day = late_elderly_from(member);
        if (day > years_before(as_of_, history_years)) {
            spells.push_back(spell_before(member, day));
            cut(spells, day, "03");
        }
        spells.push_back(late_elderly_spell(member, day));
        const auto welfare = as_of_.plus_days(-static_cast<int>(draw_.below(365)));
        if (draw_.permille(elderly_welfare_permille) && day < welfare)
            cut(spells, welfare, "02");
    }

    /// The 75th birthday; before it only by certification of a disability, from 65 on.
    base::Date late_elderly_from(std::size_t member)
    {
        const auto day = domain::birthday(birth(member), late_elderly_age);
        if (day <= as_of_)
            return day;
        const auto earliest = domain::birthday(birth(member), 65);
        const auto room = static_cast<std::size_t>((as_of_.days() - earliest.days()).count());
        return earliest.plus_days(static_cast<int>(draw_.below(room + 1)));
    }

    Spell spell_before(std::size_t member, base::Date day)
    {
        const auto from = draw_start(draw_, day.plus_days(-60 - static_cast<int>(draw_.below(std::size_t{20} * 365))));
        if (draw_.permille(national_before_permille))
            return national_spell(member,
                                  {from, false, insurers_.national(household_.prefecture, household_.municipality)});
        const auto insurer = insurers_.draw_employees(draw_, household_.prefecture, true);
        return employees_spell(member, insurer, member, 0, 0, from);
    }

    /// Cover is lost on the day after death in every scheme. Of a unit only the last member may die: who has dependants
    /// lives on, for their new insurance would be another story.
    void bury(std::size_t member)
    {
        const auto day = as_of_.plus_days(-1 - static_cast<int>(draw_.below(365)));
        const bool dies = draw_.below(10000) < deaths_per_10000(age_on(birth(member), as_of_));
        if (dies && of_member_[member].front().gained < day)
            cut(of_member_[member], day.plus_days(1), "01");
    }

    Draw work_;
    Draw draw_;
    const Household& household_;
    const Insurers& insurers_;
    base::Date as_of_;
    SpellLists& of_member_;
};

} // namespace

SpellMaker::SpellMaker(std::uint64_t seed, const Insurers& insurers, base::Date as_of)
    : seed_(seed)
    , insurers_(insurers)
    , as_of_(as_of)
{
}

const SpellLists& SpellMaker::draw(const Household& household)
{
    for (auto& spells : of_member_)
        spells.clear();
    Drawing(seed_, household, insurers_, as_of_, of_member_).run();
    add_irregularities(seed_, household, insurers_, as_of_, of_member_);
    return of_member_;
}

Spell employees_spell(std::size_t member, InsurerIndex insurer, std::size_t lead, std::size_t segment,
                      std::size_t place, base::Date gained)
{
    const auto relationship = place == 0 ? Relationship::insured : Relationship::dependant;
    return {member, insurer, relationship, lead, employees_slot(lead, segment), place + 1, gained, std::nullopt};
}

} // namespace onshi::synth
