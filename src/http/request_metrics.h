#pragma once

#include "base/metrics.h"
#include "http/exchange.h"

#include <array>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace onshi::http {

/// The figures of requests. Any thread.
class RequestMetrics
{
public:
    explicit RequestMetrics(base::Metrics& metrics);
    void observe(std::string_view route, int status, const Notes& notes, std::chrono::microseconds took);

private:
    base::Counter& requests(std::string_view route, int status);

    base::Metrics& metrics_;
    base::Histogram& seconds_;
    base::Counter& unknown_elements_;
    std::array<base::Counter*, 6> checks_{}; ///< by 資格有効性
    std::mutex mutex_;
    std::map<std::pair<std::string, int>, base::Counter*, std::less<>> requests_;
};

} // namespace onshi::http
