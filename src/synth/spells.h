#pragma once

#include "synth/timeline.h"

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// Spells of cover (資格) of the people of a household, with the dates that the law gives them.
namespace onshi::synth {

/// What an insurer has wrong about the person, so that its row and the others' are withheld (domain/eligibility.h).
enum class Mistake : std::uint8_t { none, birth_date, sex };

struct Spell
{
    std::size_t member; ///< place in Household::members
    InsurerIndex insurer;
    domain::Relationship relationship;
    std::optional<std::size_t> insured; ///< whose insurance it is (被保険者・世帯主); none for 後期高齢者医療
    std::uint64_t slot;                 ///< of the household's numbers; see identity.h. Unused for 後期高齢者医療
    std::size_t branch;                 ///< 枝番, from 1. Unused for 後期高齢者医療
    base::Date gained;
    std::optional<base::Date> lost; ///< the first day without cover
    std::string_view reason{};      ///< 資格喪失事由
    bool before_marriage = false;   ///< under the name and the address of that time
    Mistake mistake = Mistake::none;
};
using SpellLists = std::array<std::vector<Spell>, most_members>; ///< by member

/// Draws households one after the other; keeps its memory. One thread at a time. `insurers` must outlive it.
class SpellMaker
{
public:
    SpellMaker(std::uint64_t seed, const Insurers& insurers, base::Date as_of);

    /// By member, each member's ascending; every member has at least one. Good until the next call.
    [[nodiscard]] const SpellLists& draw(const Household& household);

private:
    std::uint64_t seed_;
    const Insurers& insurers_;
    base::Date as_of_;
    SpellLists of_member_;
};

/// Someone's cover with `insurer` under a number of the unit that `lead` leads; `place` in that unit from 0.
[[nodiscard]] Spell employees_spell(std::size_t member, InsurerIndex insurer, std::size_t lead, std::size_t segment,
                                    std::size_t place, base::Date gained);

} // namespace onshi::synth
