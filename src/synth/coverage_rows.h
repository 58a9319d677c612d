#pragma once

#include "synth/spells.h"
#include "wire/register_files.h"

#include <vector>

namespace onshi::synth {

/// The rows of the coverage file for a household's spells, in their order: certificates, shares, names and addresses
/// added.
[[nodiscard]] std::vector<wire::CoverageRow> coverage_rows(std::uint64_t seed, const Household& household,
                                                           const std::vector<Spell>& spells, const Insurers& insurers,
                                                           base::Date as_of);

/// 見本　花子 of the interface page's sample messages M1 and M2: the first row of every town. `insurer` is 06139992.
[[nodiscard]] wire::CoverageRow sample_row(const domain::InsurerNumber& insurer);

} // namespace onshi::synth
