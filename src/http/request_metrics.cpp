#include "http/request_metrics.h"

namespace onshi::http {

RequestMetrics::RequestMetrics(base::Metrics& metrics)
    : metrics_(metrics)
    , seconds_(metrics.histogram("onshi_request_seconds", "time from a request's last byte to its answer",
                                 {0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5}))
    , unknown_elements_(metrics.counter("onshi_unknown_elements_total", "elements of messages that were ignored"))
{
    for (std::size_t validity = 1; validity < checks_.size(); ++validity)
        checks_[validity] = &metrics.counter("onshi_checks_total", "eligibility checks answered, by validity code",
                                             {{"validity", std::to_string(validity)}});
}

void RequestMetrics::observe(std::string_view route, int status, const Notes& notes, std::chrono::microseconds took)
{
    requests(route, status).add();
    seconds_.observe(std::chrono::duration<double>(took).count());
    unknown_elements_.add(static_cast<double>(notes.unknown_elements));
    if (notes.validity > 0)
        checks_.at(static_cast<std::size_t>(notes.validity))->add();
    if (notes.error_code)
        metrics_.counter("onshi_refusals_total", "requests refused, by error code", {{"code", notes.error_code}}).add();
}

base::Counter& RequestMetrics::requests(std::string_view route, int status)
{
    const std::scoped_lock lock(mutex_);
    auto& counter = requests_[{std::string(route), status}];
    if (!counter)
        counter = &metrics_.counter("onshi_requests_total", "requests answered, by route and status",
                                    {{"route", std::string(route)}, {"status", std::to_string(status)}});
    return *counter;
}

} // namespace onshi::http
