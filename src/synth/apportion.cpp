#include "synth/apportion.h"

#include "base/fault.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace onshi::synth {

std::vector<std::uint64_t> apportion(std::uint64_t total, std::span<const std::uint64_t> weights)
{
    const auto sum = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
    ONSHI_CHECK(sum > 0);
    std::vector<std::uint64_t> parts;
    for (const auto weight : weights)
        parts.push_back(total * weight / sum);

    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return total * weights[i] % sum; });
    const auto given = std::accumulate(parts.begin(), parts.end(), std::uint64_t{0});
    for (std::size_t i = 0; i < total - given; ++i)
        ++parts[order[i]];
    return parts;
}

} // namespace onshi::synth
