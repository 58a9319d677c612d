#pragma once

#include "base/environment.h"

#include <atomic>
#include <cstdint>

namespace onshi::test {

/// Stands still until it is moved. Any thread.
class StandingClock final : public base::Clock
{
public:
    explicit StandingClock(base::Instant at)
        : micros_(at.time_since_epoch().count())
    {
    }
    [[nodiscard]] base::Instant now() const override
    {
        return base::Instant(std::chrono::microseconds(micros_.load()));
    }
    void advance(std::chrono::microseconds by) { micros_ += by.count(); }
    void set(base::Instant at) { micros_ = at.time_since_epoch().count(); }

private:
    std::atomic<std::int64_t> micros_;
};

/// The same bytes in every run. Any thread.
class CountingRandom final : public base::Random
{
public:
    void fill(std::span<std::uint8_t> bytes) override;

private:
    std::atomic<std::uint64_t> next_{1};
};

[[nodiscard]] base::Date date(const char* iso);       ///< "2026-04-01"
[[nodiscard]] base::Instant instant(const char* iso); ///< "2026-04-01T09:00:00+09:00"

} // namespace onshi::test
