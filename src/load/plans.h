#pragma once

#include "load/round.h"

#include <cstddef>
#include <vector>

namespace onshi::load {

/// The rounds of a run, as `plan` says but for the target where they alternate: so many times a round of checks and one
/// of empty posts. `alternate` 0: the plan itself.
[[nodiscard]] std::vector<RoundPlan> plans(const RoundPlan& plan, std::size_t alternate);

} // namespace onshi::load
