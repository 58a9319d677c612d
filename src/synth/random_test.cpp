#include "synth/random.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace onshi::synth {
namespace {

TEST(Mixed, is_the_published_splitmix64)
{
    // The first two outputs of splitmix64 started with zero, as published with the generator.
    EXPECT_EQ(mixed(0x9e3779b97f4a7c15ULL), 0xe220a8397b1dcdafULL);
    EXPECT_EQ(mixed(0x9e3779b97f4a7c15ULL * 2), 0x6e789e6aa1b965f4ULL);
    EXPECT_EQ(mixed(0), 0U);
}

std::vector<std::uint64_t> first_draws(std::uint64_t seed, std::uint64_t index, Purpose purpose)
{
    Draw draw(seed, index, purpose);
    return {draw.next(), draw.next(), draw.next()};
}

TEST(Draw, depends_on_seed_index_and_purpose_alone)
{
    const auto draws = first_draws(1, 2, Purpose::names);
    EXPECT_EQ(draws, first_draws(1, 2, Purpose::names));
    EXPECT_NE(draws, first_draws(2, 2, Purpose::names));
    EXPECT_NE(draws, first_draws(1, 3, Purpose::names));
    EXPECT_NE(draws, first_draws(1, 2, Purpose::people));
    EXPECT_NE(draws, first_draws(2, 1, Purpose::names));
}

TEST(Draw, below_gives_every_number_under_the_bound)
{
    Draw draw(1, 1, Purpose::names);
    std::set<std::uint32_t> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(draw.below(7));
    EXPECT_EQ(seen, (std::set<std::uint32_t>{0, 1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(draw.below(1), 0U);
    EXPECT_THROW((void)draw.below(0), base::Bug);
}

TEST(Draw, permille_comes_true_about_so_often)
{
    Draw draw(1, 1, Purpose::names);
    int hits = 0;
    for (int i = 0; i < 100'000; ++i)
        hits += draw.permille(45) ? 1 : 0;
    EXPECT_NEAR(hits, 4500, 300);
    EXPECT_FALSE(draw.permille(0));
    EXPECT_TRUE(draw.permille(1000));
}

} // namespace
} // namespace onshi::synth
