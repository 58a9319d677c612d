#include "load/measure.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace onshi::load {
namespace {

class Measure : public testing::Test
{
protected:
    MeasuredRound run(const LookAtServer& look)
    {
        return measure(
            [this] {
                happened_.emplace_back("round");
                return RoundResult{.requests = 5};
            },
            look, [this](const base::Fault& gone) { happened_.emplace_back(gone.what()); });
    }
    /// Units 10, 20 and so on; a fault at the look of that number.
    LookAtServer server(int gone_at = 0)
    {
        return [this, gone_at] {
            if (++looks_ == gone_at)
                throw base::Fault(base::FaultCode::network, "gone");
            happened_.emplace_back("look");
            return ServerFigures{.units = static_cast<std::uint64_t>(looks_) * 10};
        };
    }

    int looks_ = 0;
    std::vector<std::string> happened_;
};

TEST_F(Measure, the_server_is_looked_at_before_the_round_and_after_it)
{
    const auto round = run(server());
    EXPECT_EQ(happened_, (std::vector<std::string>{"look", "round", "look"}));
    EXPECT_EQ(round.before->units, 10U);
    EXPECT_EQ(round.after->units, 20U);
    EXPECT_EQ(round.result.requests, 5U);
}

TEST_F(Measure, without_a_management_address_nobody_is_looked_at)
{
    const auto round = run({});
    EXPECT_EQ(happened_, (std::vector<std::string>{"round"}));
    EXPECT_FALSE(round.before || round.after);
}

TEST_F(Measure, a_server_that_is_gone_after_the_round_leaves_the_round_to_be_told)
{
    const auto round = run(server(2));
    EXPECT_EQ(happened_, (std::vector<std::string>{"look", "round", "gone"}));
    EXPECT_TRUE(round.before);
    EXPECT_FALSE(round.after);
    EXPECT_EQ(round.result.requests, 5U);
}

TEST_F(Measure, a_server_that_is_not_there_before_the_round_is_a_fault)
{
    EXPECT_THROW(static_cast<void>(run(server(1))), base::Fault);
    EXPECT_TRUE(happened_.empty());
}

} // namespace
} // namespace onshi::load
