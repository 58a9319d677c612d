#pragma once

#include "base/date.h"

#include <cstddef>
#include <string>
#include <unordered_map>

namespace onshi::http {

/// A bucket of requests for each caller: filled at a steady rate, emptied by requests. One thread (the server's io
/// thread).
class RateLimit
{
public:
    RateLimit(double per_second, double burst)
        : per_second_(per_second)
        , burst_(burst)
    {
    }

    /// False if this caller's bucket is empty now.
    [[nodiscard]] bool admit(const std::string& caller, base::Instant now);

private:
    struct Bucket
    {
        double left;
        base::Instant filled;
    };
    void forget_full(base::Instant now);

    const double per_second_, burst_;
    std::unordered_map<std::string, Bucket> buckets_;
};

} // namespace onshi::http
