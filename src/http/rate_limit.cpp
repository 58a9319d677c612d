#include "http/rate_limit.h"

#include <algorithm>

namespace onshi::http {

namespace {

constexpr std::size_t many = 100'000;

double level(double left, base::Instant since, base::Instant now, double per_second, double burst)
{
    const double seconds = std::chrono::duration<double>(now - since).count();
    return std::min(burst, left + std::max(0.0, seconds) * per_second);
}

} // namespace

bool RateLimit::admit(const std::string& caller, base::Instant now)
{
    if (buckets_.size() > many)
        forget_full(now);
    auto& bucket = buckets_.try_emplace(caller, Bucket{burst_, now}).first->second;
    bucket.left = level(bucket.left, bucket.filled, now, per_second_, burst_);
    bucket.filled = now;
    if (bucket.left < 1)
        return false;
    bucket.left -= 1;
    return true;
}

/// A caller whose bucket is full again is as good as one never seen.
void RateLimit::forget_full(base::Instant now)
{
    std::erase_if(buckets_, [&](const auto& entry) {
        return level(entry.second.left, entry.second.filled, now, per_second_, burst_) >= burst_;
    });
}

} // namespace onshi::http
