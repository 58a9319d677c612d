#include "terminal/exchange/questions.h"

#include "support/test_environment.h"

#include <gmock/gmock.h>
#include <thread>

namespace onshi::terminal {

namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

class QuestionsInHand : public testing::Test
{
protected:
    Question question(const std::string& id)
    {
        return {.debt = {.id = id, .results = "res", .message = "<XmlMsg/>", .taken = clock_.now()},
                .message = "OQSsiquc01",
                .result = "OQSsiquc01res_" + id,
                .head = {}};
    }
    /// The id of what is asked next; "line" for a look whether the centre is there.
    std::string next()
    {
        task_ = questions_.next();
        return task_ && task_->question ? task_->question->debt.id : "line";
    }
    /// True if an answer was passed on.
    bool done(const Reply& reply)
    {
        bool answered = false;
        questions_.done(*task_, reply, [&](const Question&) { return answered = true; });
        return answered;
    }
    std::vector<std::string> overdue(bool goes_on)
    {
        std::vector<std::string> ids;
        questions_.fail_overdue(clock_.now() - 25s, [&](const Question& one) {
            ids.push_back(one.debt.id);
            return goes_on;
        });
        return ids;
    }

    test::StandingClock clock_{test::instant("2026-04-01T09:00:00+09:00")};
    test::CountingRandom random_;
    base::Environment environment_{clock_, random_, true};
    Questions questions_{environment_};
    std::optional<Questions::Task> task_;
};

const Reply answer{.kind = Reply::Kind::answer, .bytes = "<XmlMsg/>"};
const Reply nothing{};

TEST_F(QuestionsInHand, are_asked_in_their_order_and_stay_until_paid)
{
    questions_.add(question("1"));
    questions_.add(question("2"));
    EXPECT_EQ(next(), "1");
    EXPECT_TRUE(done(answer));
    EXPECT_EQ(next(), "2");
    EXPECT_EQ(questions_.in_hand(), 2U);
    questions_.paid("1", false);
    EXPECT_EQ(questions_.in_hand(), 1U);
    EXPECT_TRUE(questions_.line().reachable);
}

TEST_F(QuestionsInHand, a_centre_that_is_silent_is_left_in_peace_ever_longer)
{
    questions_.add(question("1"));
    for (const auto pause : {250ms, 500ms, 1'000ms, 2'000ms, 4'000ms, 5'000ms, 5'000ms}) {
        EXPECT_EQ(next(), "1");
        EXPECT_FALSE(done(nothing));
        EXPECT_FALSE(questions_.line().reachable);
        clock_.advance(pause);
    }
    EXPECT_EQ(next(), "1");
    EXPECT_TRUE(done(answer));
    EXPECT_EQ(questions_.line().since, clock_.now());
}

TEST_F(QuestionsInHand, a_retry_after_holds_for_all)
{
    questions_.add(question("1"));
    questions_.add(question("2"));
    EXPECT_EQ(next(), "1");
    EXPECT_FALSE(done({.kind = Reply::Kind::later, .pause = 3s}));
    EXPECT_TRUE(questions_.line().reachable);
    std::jthread later([this] {
        std::this_thread::sleep_for(250ms);
        clock_.advance(3s);
    });
    const auto before = clock_.now();
    EXPECT_EQ(next(), "1");
    EXPECT_EQ(clock_.now(), before + 3s);
}

TEST_F(QuestionsInHand, an_overdue_one_fails_once_and_its_answer_is_nobodys)
{
    questions_.add(question("1"));
    EXPECT_EQ(next(), "1");
    clock_.advance(25s);
    EXPECT_THAT(overdue(false), ElementsAre());
    clock_.advance(1us);
    EXPECT_THAT(overdue(false), ElementsAre("1"));
    EXPECT_THAT(overdue(false), ElementsAre());
    EXPECT_FALSE(done(answer));
    questions_.paid("1", false);
    EXPECT_EQ(questions_.in_hand(), 0U);
}

TEST_F(QuestionsInHand, an_overdue_one_that_goes_on_waits_for_its_failure_result_first)
{
    questions_.add(question("1"));
    EXPECT_EQ(next(), "1");
    clock_.advance(26s);
    EXPECT_THAT(overdue(true), ElementsAre("1"));
    EXPECT_FALSE(done(answer));
    questions_.paid("1", true);
    EXPECT_EQ(questions_.late(), 1U);
    EXPECT_EQ(questions_.in_hand(), 0U);
    clock_.advance(1s);
    EXPECT_EQ(next(), "1");
    EXPECT_TRUE(done(answer));
}

TEST_F(QuestionsInHand, a_dropped_one_is_found_by_the_name_of_its_result_and_its_answer_is_nobodys)
{
    questions_.add(question("1"));
    EXPECT_EQ(next(), "1");
    EXPECT_THAT(questions_.named("res", "OQSsiquc01res_1"), ElementsAre("1"));
    EXPECT_THAT(questions_.named("res2", "OQSsiquc01res_1"), ElementsAre());
    questions_.drop("1");
    EXPECT_FALSE(done(answer));
}

TEST_F(QuestionsInHand, an_idle_line_is_tried_every_half_minute)
{
    EXPECT_EQ(next(), "line"); // nothing is known yet
    EXPECT_FALSE(done({.kind = Reply::Kind::answer}));
    EXPECT_TRUE(questions_.line().reachable);
    clock_.advance(30s);
    EXPECT_EQ(next(), "line");
    EXPECT_FALSE(done(nothing));
    EXPECT_FALSE(questions_.line().reachable);
    EXPECT_EQ(questions_.line().since, clock_.now());
}

TEST_F(QuestionsInHand, stopping_ends_the_waiting)
{
    EXPECT_EQ(next(), "line");
    EXPECT_FALSE(done(answer));
    questions_.stop();
    EXPECT_FALSE(questions_.next());
}

} // namespace

} // namespace onshi::terminal
