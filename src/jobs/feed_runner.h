#pragma once

#include "base/log.h"
#include "domain/plausibility_settings.h"
#include "usecase/desk.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace onshi::jobs {

/// Works off the feeds that insurers have completed, one after the other, on a thread of its own: each is compared, and
/// quarantined if it is implausible; a plausible one of changes, or an accepted one, is applied. A feed that was cut
/// off by the end of the process goes on where it was: what is dealt with is written in the same unit of work as the
/// rows.
class FeedRunner
{
public:
    /// All arguments outlive the runner.
    FeedRunner(usecase::Desk& desk, const base::Log& log, std::chrono::milliseconds poll,
               domain::PlausibilitySettings plausibility = {});
    /// Ends after the batch under way.
    ~FeedRunner();
    FeedRunner(const FeedRunner&) = delete;
    FeedRunner& operator=(const FeedRunner&) = delete;

private:
    void loop();
    bool work_off_one();
    [[nodiscard]] bool stopping();

    usecase::Desk& desk_;
    const base::Log& log_;
    const std::chrono::milliseconds poll_;
    const domain::PlausibilitySettings plausibility_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_; // last: starts when all else is there
};

} // namespace onshi::jobs
