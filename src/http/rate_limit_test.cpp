#include "http/rate_limit.h"

#include "support/test_environment.h"

#include <gmock/gmock.h>

namespace onshi::http {

namespace {

const auto start = test::instant("2026-04-01T09:00:00+09:00");

TEST(RateLimit, a_burst_is_admitted_and_then_the_rate_counts)
{
    RateLimit limit(2, 3);
    EXPECT_TRUE(limit.admit("a", start));
    EXPECT_TRUE(limit.admit("a", start));
    EXPECT_TRUE(limit.admit("a", start));
    EXPECT_FALSE(limit.admit("a", start));
    EXPECT_TRUE(limit.admit("a", start + std::chrono::milliseconds(500)));
    EXPECT_FALSE(limit.admit("a", start + std::chrono::milliseconds(500)));
}

TEST(RateLimit, a_bucket_holds_no_more_than_the_burst)
{
    RateLimit limit(1, 2);
    EXPECT_TRUE(limit.admit("a", start));
    const auto much_later = start + std::chrono::hours(1);
    EXPECT_TRUE(limit.admit("a", much_later));
    EXPECT_TRUE(limit.admit("a", much_later));
    EXPECT_FALSE(limit.admit("a", much_later));
}

TEST(RateLimit, a_clock_that_goes_back_gives_nothing_away)
{
    RateLimit limit(1, 1);
    EXPECT_TRUE(limit.admit("a", start));
    EXPECT_FALSE(limit.admit("a", start - std::chrono::hours(1)));
}

} // namespace

} // namespace onshi::http
