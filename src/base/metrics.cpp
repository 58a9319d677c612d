#include "base/metrics.h"

#include "base/fault.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <mutex>

namespace onshi::base {
namespace {

/// Our wrappers by what they wrap: prometheus gives the same cell for the same name and labels.
template<class Wrapper, class Cell>
using Wrappers = std::map<const Cell*, std::unique_ptr<Wrapper>>;

template<class Wrapper, class Cell>
Wrapper& wrapper_of(Wrappers<Wrapper, Cell>& wrappers, Cell& cell)
{
    auto& wrapper = wrappers[&cell];
    if (!wrapper)
        wrapper = std::make_unique<Wrapper>(cell);
    return *wrapper;
}

/// Names, labels and bounds are written in our code: a wrong one is our bug.
template<class Make>
decltype(auto) checked(Make make)
{
    try {
        return make();
    } catch (const Bug&) {
        throw;
    } catch (const std::exception& error) {
        throw Bug(std::string("metric: ") + error.what());
    }
}

} // namespace

struct Metrics::Core
{
    std::mutex mutex;
    prometheus::Registry registry;
    Wrappers<Counter, prometheus::Counter> counters;
    Wrappers<Gauge, prometheus::Gauge> gauges;
    Wrappers<Histogram, prometheus::Histogram> histograms;
};

void Counter::add(double amount)
{
    if (amount > 0)
        cell_.Increment(amount);
}

double Counter::value() const { return cell_.Value(); }

void Gauge::set(double value) { cell_.Set(value); }
void Gauge::add(double amount) { cell_.Increment(amount); }
double Gauge::value() const { return cell_.Value(); }

void Histogram::observe(double value) { cell_.Observe(value); }

Metrics::Metrics()
    : core_(std::make_unique<Core>())
{
}

Metrics::~Metrics() = default;

Counter& Metrics::counter(const std::string& name, const std::string& help, const Labels& labels)
{
    const std::lock_guard lock(core_->mutex);
    return checked([&]() -> Counter& {
        auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(core_->registry);
        return wrapper_of(core_->counters, family.Add(labels));
    });
}

Gauge& Metrics::gauge(const std::string& name, const std::string& help, const Labels& labels)
{
    const std::lock_guard lock(core_->mutex);
    return checked([&]() -> Gauge& {
        auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(core_->registry);
        return wrapper_of(core_->gauges, family.Add(labels));
    });
}

Histogram& Metrics::histogram(const std::string& name, const std::string& help, const std::vector<double>& buckets,
                              const Labels& labels)
{
    const std::lock_guard lock(core_->mutex);
    return checked([&]() -> Histogram& {
        ONSHI_CHECK(std::ranges::is_sorted(buckets)); // prometheus only asserts it
        auto& family = prometheus::BuildHistogram().Name(name).Help(help).Register(core_->registry);
        return wrapper_of(core_->histograms, family.Add(labels, buckets));
    });
}

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(core_->registry.Collect()); }

} // namespace onshi::base
