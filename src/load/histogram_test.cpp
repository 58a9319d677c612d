#include "load/histogram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace onshi::load {
namespace {

using std::chrono::microseconds;
using namespace std::chrono_literals;

TEST(Histogram, empty_says_zero)
{
    const Histogram none;
    EXPECT_EQ(none.count(), 0U);
    EXPECT_EQ(none.percentile(0.5), 0us);
    EXPECT_EQ(none.longest(), 0us);
    EXPECT_EQ(none.mean(), 0);
}

TEST(Histogram, up_to_255_microseconds_every_value_is_itself)
{
    Histogram all;
    for (int i = 1; i <= 200; ++i)
        all.add(microseconds(i));
    EXPECT_EQ(all.percentile(0.5), 100us);
    EXPECT_EQ(all.percentile(0.9), 180us);
    EXPECT_EQ(all.percentile(0.99), 198us);
    EXPECT_EQ(all.percentile(0.999), 200us) << "199.8 of 200 is the last";
    EXPECT_EQ(all.percentile(0), 1us);
    EXPECT_EQ(all.mean(), 100.5);
}

TEST(Histogram, one_slow_answer_among_a_thousand_is_the_longest_and_not_the_p999)
{
    Histogram all;
    for (int i = 0; i < 999; ++i)
        all.add(100us);
    all.add(1s);
    EXPECT_EQ(all.percentile(0.99), 100us);
    EXPECT_EQ(all.percentile(0.999), 100us);
    EXPECT_EQ(all.percentile(1), 1s);
    EXPECT_EQ(all.longest(), 1s);
    EXPECT_DOUBLE_EQ(all.mean(), 0.999 * 100 + 0.001 * 1e6);
}

TEST(Histogram, agrees_with_sorted_samples_to_one_percent_from_microseconds_to_minutes)
{
    std::mt19937_64 random(4);
    std::vector<std::int64_t> samples;
    Histogram all;
    for (int i = 0; i < 50'000; ++i) { // 2^0 to 2^29 us (9 minutes), each octave as likely as the other
        const double octave = 29.0 * static_cast<double>(random() >> 11U) / static_cast<double>(1ULL << 53U);
        samples.push_back(static_cast<std::int64_t>(std::pow(2.0, octave)));
        all.add(microseconds(samples.back()));
    }
    std::ranges::sort(samples);
    for (const double share : {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 0.9999}) {
        const auto rank = static_cast<std::size_t>(std::ceil(share * 50'000));
        const auto exact = static_cast<double>(samples.at(rank - 1));
        EXPECT_NEAR(static_cast<double>(all.percentile(share).count()), exact, exact * 0.01) << share;
    }
}

TEST(Histogram, negative_and_endless_times_count_at_the_ends)
{
    Histogram all;
    all.add(-5us);
    all.add(std::chrono::hours(1000));
    EXPECT_EQ(all.count(), 2U);
    EXPECT_EQ(all.percentile(0.5), 0us);
    EXPECT_EQ(all.longest(), microseconds((1LL << 36) - 1));
}

TEST(Histogram, merged_ones_are_as_one)
{
    Histogram a, b, both;
    for (int i = 1; i <= 1000; ++i) {
        (i % 3 == 0 ? a : b).add(microseconds(i * 37));
        both.add(microseconds(i * 37));
    }
    a.merge(b);
    EXPECT_EQ(a.count(), 1000U);
    EXPECT_EQ(a.mean(), both.mean());
    EXPECT_EQ(a.longest(), 37'000us);
    for (const double share : {0.1, 0.5, 0.99})
        EXPECT_EQ(a.percentile(share), both.percentile(share));
}

} // namespace
} // namespace onshi::load
