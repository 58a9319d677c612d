#include "base/environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace onshi::base {
namespace {

using namespace std::chrono_literals;

struct FixedClock final : Clock
{
    Instant at{};
    [[nodiscard]] Instant now() const override { return at; }
};

struct FixedRandom final : Random
{
    std::uint8_t byte = 0;
    void fill(std::span<std::uint8_t> bytes) override { std::ranges::fill(bytes, byte); }
};

TEST(UuidV7, is_time_version_variant_and_random_bits)
{
    // RFC 9562, appendix A.6: 017F22E2-79B0-7CC3-98C4-DC0C0C07398F is 2022-02-22T14:22:22-05:00 (0x17F22E279B0 ms).
    // Here the random bits are all one, or all zero.
    FixedClock clock;
    clock.at = Instant(1645557742000ms);
    FixedRandom random;
    random.byte = 0xFF;
    EXPECT_EQ(uuid_v7({clock, random}), "017f22e2-79b0-7fff-bfff-ffffffffffff");
    random.byte = 0;
    EXPECT_EQ(uuid_v7({clock, random}), "017f22e2-79b0-7000-8000-000000000000");
}

TEST(UuidV7, later_ones_sort_later)
{
    FixedClock clock;
    FixedRandom random;
    clock.at = Instant(1645557742000ms);
    random.byte = 0xFF;
    const auto earlier = uuid_v7({clock, random});
    clock.at += 1ms;
    random.byte = 0;
    EXPECT_LT(earlier, uuid_v7({clock, random}));
}

TEST(SystemClock, goes_on_from_the_given_start)
{
    const Instant start{1775001600s}; // 2026-04-01T09:00 in Japan
    const SystemClock clock(start);
    const auto first = clock.now();
    EXPECT_GE(first, start);
    EXPECT_LT(first, start + 1h);
    EXPECT_GE(clock.now(), first);
}

TEST(SystemRandom, gives_other_bytes_each_time)
{
    SystemRandom random;
    EXPECT_NE((random_bytes<32>(random)), (random_bytes<32>(random)));
    random.fill({});
}

} // namespace
} // namespace onshi::base
