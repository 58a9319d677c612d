#pragma once

#include "base/date.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>

/// Who asks when. Knows no socket and no clock: it is told the time, so that a test can tell it any.
namespace onshi::load {

/// Draws the time from one arrival to the next, in seconds.
using Gap = std::function<std::chrono::duration<double>()>;
/// Arrivals of people who know nothing of each other (Poisson), so many a second on average.
[[nodiscard]] Gap poisson(double rate, std::uint64_t seed);

/// Closed loop: a caller asks again as soon as it has its answer, so a slow server is asked less often and its times
/// are service times. Open loop: requests become due whether or not the server keeps up; one that finds no free caller
/// waits, and since it is timed from when it was due, that wait is in the figures (no coordinated omission).
class Schedule
{
public:
    [[nodiscard]] static Schedule closed(base::Instant end);
    [[nodiscard]] static Schedule open(base::Instant start, base::Instant end, Gap gap);

    /// That caller is free. It then waits for its turn; the longest free is the first to ask.
    void free(std::size_t caller);

    struct Turn
    {
        std::size_t caller;
        base::Instant due; ///< what a latency counts from
    };
    /// The next request that is due and has a free caller; call it until none comes. None from `end` on in a closed
    /// loop; in an open one requests that were due before the end are still sent afterwards.
    [[nodiscard]] std::optional<Turn> next(base::Instant now);
    /// When next() has something again though no caller is freed. None: not before that, or never.
    [[nodiscard]] std::optional<base::Instant> wakes_at() const;
    /// True if nothing that is due by the end is left to send.
    [[nodiscard]] bool is_over(base::Instant now) const;
    /// Open loop, after the end: how many were due and never sent. Takes them off.
    [[nodiscard]] std::uint64_t give_up();

private:
    Schedule(base::Instant start, base::Instant end, Gap gap);
    void advance();

    base::Instant start_, end_;
    Gap gap_; ///< none: closed loop
    std::chrono::duration<double> passed_{0};
    base::Instant due_; ///< open loop: of the next request
    std::deque<std::size_t> free_;
};

} // namespace onshi::load
