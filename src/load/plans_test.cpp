#include "load/plans.h"

#include <gtest/gtest.h>

namespace onshi::load {
namespace {

using namespace std::chrono_literals;

const RoundPlan asked{.target = Target::empty, .rate = 50, .warm_up = 1s, .measured = 3s, .seed = 7};

TEST(Plans, one_round_is_what_was_asked_for)
{
    const auto rounds = plans(asked, 0);
    ASSERT_EQ(rounds.size(), 1U);
    EXPECT_EQ(rounds[0].target, Target::empty);
    EXPECT_EQ(rounds[0].rate, 50);
}

// Alternating is what makes the two comparable (doc/load.md): the machine's mood falls on both.
TEST(Plans, checks_and_empty_posts_take_turns_and_differ_in_nothing_else)
{
    const auto rounds = plans(asked, 2);
    ASSERT_EQ(rounds.size(), 4U);
    EXPECT_EQ(rounds[0].target, Target::check);
    EXPECT_EQ(rounds[1].target, Target::empty);
    EXPECT_EQ(rounds[2].target, Target::check);
    EXPECT_EQ(rounds[3].target, Target::empty);
    for (const auto& round : rounds) {
        EXPECT_EQ(round.rate, 50);
        EXPECT_EQ(round.warm_up, 1s);
        EXPECT_EQ(round.measured, 3s);
        EXPECT_EQ(round.seed, 7U);
    }
}

} // namespace
} // namespace onshi::load
