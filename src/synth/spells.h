#pragma once

#include "synth/timeline.h"

#include <optional>
#include <string_view>
#include <vector>

/// Spells of cover (資格) of the people of a household, with the dates that the law gives them.
namespace onshi::synth {

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
    std::string_view reason;        ///< 資格喪失事由
};

/// By member, each member's ascending; every member has at least one.
[[nodiscard]] std::vector<Spell> draw_spells(std::uint64_t seed, const Household& household, const Insurers& insurers,
                                             base::Date as_of);

} // namespace onshi::synth
