#include "base/metrics.h"

#include "base/fault.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace onshi::base {
namespace {

using testing::HasSubstr;

TEST(Metrics, text_is_the_exposition_format)
{
    Metrics metrics;
    metrics.counter("onshi_requests_total", "Requests answered.", {{"status", "200"}}).add(3);
    metrics.gauge("onshi_connections", "Open connections.").set(5);
    // prometheus.io, exposition formats, text-based format.
    EXPECT_THAT(metrics.text(), HasSubstr("# HELP onshi_requests_total Requests answered.\n"
                                          "# TYPE onshi_requests_total counter\n"
                                          "onshi_requests_total{status=\"200\"} 3\n"));
    EXPECT_THAT(metrics.text(), HasSubstr("# TYPE onshi_connections gauge\nonshi_connections 5\n"));
}

TEST(Metrics, histogram_counts_by_upper_bound)
{
    Metrics metrics;
    auto& seconds = metrics.histogram("onshi_seconds", "Time.", {0.5, 1});
    seconds.observe(0.5);
    seconds.observe(0.75);
    seconds.observe(7);
    EXPECT_THAT(metrics.text(), HasSubstr("onshi_seconds_count 3\nonshi_seconds_sum 8.25\n"
                                          "onshi_seconds_bucket{le=\"0.5\"} 1\nonshi_seconds_bucket{le=\"1\"} 2\n"
                                          "onshi_seconds_bucket{le=\"+Inf\"} 3\n"));
}

TEST(Metrics, the_same_name_and_labels_are_the_same_metric)
{
    Metrics metrics;
    auto& one = metrics.counter("a_total", "A.", {{"k", "1"}});
    for (int i = 0; i < 100; ++i)
        metrics.counter("a_total", "A.", {{"k", "more" + std::to_string(i)}}).add();
    auto& again = metrics.counter("a_total", "A.", {{"k", "1"}});
    EXPECT_EQ(&one, &again);
    one.add();
    EXPECT_EQ(again.value(), 1);
}

TEST(Metrics, counters_never_go_down)
{
    Metrics metrics;
    auto& counter = metrics.counter("a_total", "A.");
    counter.add(2);
    counter.add(-1);
    EXPECT_EQ(counter.value(), 2);
}

TEST(Metrics, gauges_go_both_ways)
{
    Metrics metrics;
    auto& gauge = metrics.gauge("a", "A.");
    gauge.set(2);
    gauge.add(-3);
    EXPECT_EQ(gauge.value(), -1);
}

TEST(Metrics, a_wrong_name_is_a_bug)
{
    Metrics metrics;
    EXPECT_THROW((void)metrics.counter("with space", "A."), Bug);
    EXPECT_THROW((void)metrics.counter("a_total", "A.", {{"with-dash", "x"}}), Bug);
    EXPECT_THROW((void)metrics.histogram("a_seconds", "A.", {2, 1}), Bug);
    (void)metrics.counter("b_total", "B.");
    EXPECT_THROW((void)metrics.gauge("b_total", "B."), Bug);
}

TEST(Metrics, threads_lose_no_count)
{
    Metrics metrics;
    {
        std::vector<std::jthread> threads;
        threads.reserve(4);
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int turn = 0; turn < 1000; ++turn)
                    metrics.counter("a_total", "A.").add();
            });
    }
    EXPECT_EQ(metrics.counter("a_total", "A.").value(), 4000);
}

} // namespace
} // namespace onshi::base
