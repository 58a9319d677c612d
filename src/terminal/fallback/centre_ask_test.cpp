#include "terminal/fallback/centre_ask.h"

#include "pki/certificate.h"
#include "terminal/fallback/check_fixture.h"

#include <gmock/gmock.h>

namespace onshi::terminal {

namespace {

net::Response response(int status, std::string body)
{
    net::Response made;
    made.status = status;
    made.headers = {{"onshi-answer-id", "A-1"}};
    made.body = std::move(body);
    return made;
}

TEST(OutcomeOf, an_answer_is_read_and_keeps_its_id)
{
    const auto told = sample::answer(domain::Validity::none);
    const auto outcome = outcome_of(response(200, wire::write_eligibility_answer(told.answer)));
    ASSERT_TRUE(std::holds_alternative<CheckAnswer>(outcome));
    EXPECT_EQ(std::get<CheckAnswer>(outcome), told);
}

TEST(OutcomeOf, what_may_go_better_later_counts_as_no_answer)
{
    const auto body = wire::write_eligibility_answer(sample::answer(domain::Validity::none).answer);
    for (const int status : {429, 500, 503, 504})
        EXPECT_TRUE(std::holds_alternative<Unreachable>(outcome_of(response(status, body)))) << status;
}

TEST(OutcomeOf, a_refusal_keeps_its_words)
{
    auto refusal = sample::answer(domain::Validity::none).answer;
    refusal.validity.reset();
    refusal.search.reset();
    refusal.failure = wire::CodedMessage{"OPN20003E", "電子証明書が失効しています。"};
    const auto outcome = outcome_of(response(403, wire::write_eligibility_answer(refusal)));
    ASSERT_TRUE(std::holds_alternative<wire::CodedMessage>(outcome));
    EXPECT_EQ(std::get<wire::CodedMessage>(outcome), *refusal.failure);
}

TEST(OutcomeOf, what_is_no_message_of_the_interface_is_refused)
{
    const auto outcome = outcome_of(response(404, "<html>"));
    ASSERT_TRUE(std::holds_alternative<wire::CodedMessage>(outcome));
    EXPECT_EQ(std::get<wire::CodedMessage>(outcome).code, "OPN10101E");
}

TEST(AskCentre, a_port_where_nobody_listens_is_unreachable)
{
    test::StandingClock clock(test::instant("2026-04-01T09:00:00+09:00"));
    test::CountingRandom random;
    const auto authority = pki::make_root({clock, random}, "synthetic", std::chrono::years(1)).certificate;
    // Port 1 (tcpmux) needs a privileged program, and there is none.
    const auto ask = ask_centre({"127.0.0.1", 1}, {.authority = authority});
    EXPECT_TRUE(std::holds_alternative<Unreachable>(ask(sample::question(), "k")));
}

} // namespace

} // namespace onshi::terminal
