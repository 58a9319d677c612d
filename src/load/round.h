#pragma once

#include "base/environment.h"
#include "load/histogram.h"
#include "load/people.h"
#include "load/question.h"
#include "load/tally.h"
#include "net/caller_pool.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// One stretch of asking: begun, measured, ended.
namespace onshi::load {

struct RoundPlan
{
    Target target = Target::check;
    std::optional<double> rate; ///< open loop: requests a second on average; none: closed loop
    std::chrono::seconds warm_up{0}, measured{10};
    std::uint64_t seed = 1;
};

/// Of the requests that were due (open loop) or sent (closed loop) in the measured time; the warm-up is left out.
struct RoundResult
{
    RoundPlan plan;
    std::uint64_t requests = 0;
    std::uint64_t answered_in_time = 0; ///< whole answers that came within the measured time, to whichever request
    std::uint64_t warm_up_requests = 0, warm_up_errors = 0;
    std::uint64_t lost_connections = 0; ///< over the whole round
    Histogram latency;                  ///< of whole answers
    Tally tally;

    /// Answers a second in the measured time.
    [[nodiscard]] double rate() const
    {
        return static_cast<double>(answered_in_time) / static_cast<double>(plan.measured.count());
    }
};

struct Progress
{
    std::chrono::seconds passed{0};
    bool warming_up = false;
    double rate = 0; ///< answers a second, since the progress before
    std::chrono::microseconds p99{0};
    std::uint64_t errors = 0;
};

/// Who and what is asked. All outlive the round.
struct Crowd
{
    net::CallerPool& pool;               ///< open
    std::vector<std::string> facilities; ///< 医療機関コード, by caller
    std::string host;                    ///< header
    base::Date on;                       ///< 資格確認日
    People& people;
};

/// Runs on the calling thread. `progress` is called once a second. After the end, answers under way are waited for, ten
/// seconds at most.
[[nodiscard]] RoundResult run_round(Crowd& crowd, const RoundPlan& plan, const base::Clock& clock,
                                    const std::function<void(const Progress&)>& progress);

} // namespace onshi::load
