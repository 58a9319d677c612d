#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

/// How long things took. Buckets grow with the value (the way of HDR histograms), so that microseconds and minutes fit
/// in one table of 31 KB and adding is a few instructions.
namespace onshi::load {

// 128 buckets to each doubling: a bucket is at most 1/128 of its values wide.
inline constexpr unsigned histogram_bits = 7;
inline constexpr unsigned histogram_value_bits = 36;
inline constexpr std::size_t histogram_buckets = (histogram_value_bits - histogram_bits + 1) << histogram_bits;

/// Up to 2^36 - 1 microseconds (19 hours); what is longer counts as that. One thread at a time; copyable.
class Histogram
{
public:
    /// A negative time (the clock was set back) counts as zero.
    void add(std::chrono::microseconds took);
    void merge(const Histogram& other);

    [[nodiscard]] std::uint64_t count() const { return count_; }
    /// The value that at least `share` (0 to 1) of all do not exceed (nearest rank), to within 0.4 %; 1 gives the exact
    /// longest. Zero if nothing was added.
    [[nodiscard]] std::chrono::microseconds percentile(double share) const;
    [[nodiscard]] std::chrono::microseconds longest() const { return std::chrono::microseconds(longest_); }
    [[nodiscard]] double mean() const; ///< microseconds, exact; zero if nothing was added

private:
    [[nodiscard]] static std::size_t bucket_of(std::uint64_t value);
    [[nodiscard]] static std::uint64_t middle_of(std::size_t bucket);

    std::array<std::uint64_t, histogram_buckets> counts_{};
    std::uint64_t count_ = 0, sum_ = 0, longest_ = 0;
};

} // namespace onshi::load
