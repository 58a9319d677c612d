#pragma once

#include "synth/spells.h"

/// What does not go by the rule: marriages, the scheme that no longer is, rows that an insurer took back, and insurers
/// that have a person's birth date or sex wrong. Shares: doc/formats/synth.md.
namespace onshi::synth {

/// Changes the spells of a household, which are otherwise complete. They stay ascending and without objection.
void add_irregularities(std::uint64_t seed, const Household& household, const Insurers& insurers, base::Date as_of,
                        SpellLists& of_member);

} // namespace onshi::synth
