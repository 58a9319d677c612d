#include "terminal/page/board.h"

#include <gtest/gtest.h>

namespace onshi::terminal {
namespace {

using namespace std::chrono_literals;

wire::Json document(const char* step) { return std::move(wire::Json::object().set("step", step)); }

struct BoardTest : testing::Test
{
    Board board{document("waiting")};
    const base::Instant now{};
    std::vector<std::string> got;
    Board::Waiter page()
    {
        return [this](std::string json) { got.push_back(std::move(json)); };
    }
};

TEST_F(BoardTest, what_a_page_has_not_seen_comes_at_once)
{
    board.wait(0, now + 25s, page());
    EXPECT_EQ(got, std::vector<std::string>{R"({"sequence":1,"step":"waiting"})"});
}

TEST_F(BoardTest, a_change_reaches_all_who_wait_and_once)
{
    board.wait(1, now + 25s, page());
    board.wait(1, now + 25s, page());
    EXPECT_TRUE(got.empty());
    board.show(document("pin"));
    board.show(document("working"));
    EXPECT_EQ(got, std::vector<std::string>(2, R"({"sequence":2,"step":"pin"})"));
}

TEST_F(BoardTest, without_a_change_the_same_comes_when_the_time_is_over)
{
    board.wait(1, now + 25s, page());
    board.expire(now + 24s);
    EXPECT_TRUE(got.empty());
    board.expire(now + 25s);
    EXPECT_EQ(got, std::vector<std::string>{R"({"sequence":1,"step":"waiting"})"});
    board.show(document("pin"));
    EXPECT_EQ(got.size(), 1U);
}

TEST_F(BoardTest, a_number_from_before_a_restart_is_answered_at_once)
{
    board.wait(57, now + 25s, page());
    EXPECT_EQ(got.size(), 1U);
}

} // namespace
} // namespace onshi::terminal
