#include "load/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace onshi::load {

// Below 2^(histogram_bits + 1) a bucket holds one value; above, each doubling is cut into 2^histogram_bits buckets of
// equal width.
std::size_t Histogram::bucket_of(std::uint64_t value)
{
    const auto width = static_cast<unsigned>(std::bit_width(value));
    const unsigned shift = width > histogram_bits + 1 ? width - histogram_bits - 1 : 0;
    return (std::size_t{shift} << histogram_bits) + static_cast<std::size_t>(value >> shift);
}

std::uint64_t Histogram::middle_of(std::size_t bucket)
{
    if (bucket >> (histogram_bits + 1) == 0)
        return bucket;
    const auto shift = (bucket >> histogram_bits) - 1;
    const std::uint64_t lowest = (bucket - (shift << histogram_bits)) << shift;
    return lowest + ((std::uint64_t{1} << shift) - 1) / 2;
}

void Histogram::add(std::chrono::microseconds took)
{
    constexpr std::int64_t limit = (std::int64_t{1} << histogram_value_bits) - 1;
    const auto value = static_cast<std::uint64_t>(std::clamp<std::int64_t>(took.count(), 0, limit));
    ++counts_.at(bucket_of(value));
    ++count_;
    sum_ += value;
    longest_ = std::max(longest_, value);
}

void Histogram::merge(const Histogram& other)
{
    std::ranges::transform(counts_, other.counts_, counts_.begin(), std::plus());
    count_ += other.count_;
    sum_ += other.sum_;
    longest_ = std::max(longest_, other.longest_);
}

std::chrono::microseconds Histogram::percentile(double share) const
{
    const auto rank = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count_)));
    if (rank >= count_)
        return longest();
    std::uint64_t seen = 0;
    for (std::size_t bucket = 0; bucket < counts_.size(); ++bucket) {
        seen += counts_[bucket];
        if (seen >= std::max<std::uint64_t>(rank, 1))
            return std::chrono::microseconds(std::min(middle_of(bucket), longest_));
    }
    return longest();
}

double Histogram::mean() const { return count_ == 0 ? 0 : static_cast<double>(sum_) / static_cast<double>(count_); }

} // namespace onshi::load
