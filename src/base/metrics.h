#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace prometheus { // only named here; metrics.cpp alone includes it
class Counter;
class Gauge;
class Histogram;
} // namespace prometheus

/// Numbers about the running program, for Prometheus. Names and labels never hold personal data.
namespace onshi::base {

/// Only grows. Adding is one atomic operation; any thread.
class Counter
{
public:
    explicit Counter(prometheus::Counter& cell)
        : cell_(cell)
    {
    }
    void add(double amount = 1); ///< negative amounts are ignored
    [[nodiscard]] double value() const;

private:
    prometheus::Counter& cell_;
};

/// Goes up and down. Any thread.
class Gauge
{
public:
    explicit Gauge(prometheus::Gauge& cell)
        : cell_(cell)
    {
    }
    void set(double value);
    void add(double amount);
    [[nodiscard]] double value() const;

private:
    prometheus::Gauge& cell_;
};

/// Counts values by size. Any thread.
class Histogram
{
public:
    explicit Histogram(prometheus::Histogram& cell)
        : cell_(cell)
    {
    }
    void observe(double value); ///< in the unit that the metric's name says (seconds, bytes)

private:
    prometheus::Histogram& cell_;
};

using Labels = std::map<std::string, std::string>;

/// Owns all metrics of a program. main() makes one and passes it down. Thread-safe; ask for a metric once and keep the
/// reference, which stays good as long as the Metrics lives. The same name and labels give the same metric again.
/// Throws Bug for a name or label that Prometheus does not allow, or a name used for two kinds.
class Metrics
{
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    [[nodiscard]] Counter& counter(const std::string& name, const std::string& help, const Labels& labels = {});
    [[nodiscard]] Gauge& gauge(const std::string& name, const std::string& help, const Labels& labels = {});
    /// `buckets`: upper bounds, growing; the last one (+Inf) is added.
    [[nodiscard]] Histogram& histogram(const std::string& name, const std::string& help,
                                       const std::vector<double>& buckets, const Labels& labels = {});

    /// All of them in the Prometheus text exposition format, version 0.0.4.
    [[nodiscard]] std::string text() const;

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

} // namespace onshi::base
