#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace onshi::synth {

/// `total` things shared out by `weights` so that the parts add up: whole shares first, then one each to the largest
/// remainders (ties: the earlier one). Integers only. The weights are not all zero; total times a weight fits 64 bits.
[[nodiscard]] std::vector<std::uint64_t> apportion(std::uint64_t total, std::span<const std::uint64_t> weights);

} // namespace onshi::synth
