#include "terminal/page/page_fixture.h"

namespace onshi::terminal {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

using StaffRoutesTest = PageTest;

TEST_F(StaffRoutesTest, what_belongs_to_accounts_is_passed_on_as_it_came_with_the_session)
{
    const auto answer = call("PUT", "/api/staff/members/m-1", R"({"role":"nurse","locked":false})", clerk_session);
    EXPECT_EQ(answer.status, 200);
    const auto passed = centre.last();
    EXPECT_EQ(passed.method + " " + passed.path, "PUT /staff/members/m-1");
    EXPECT_EQ(passed.body, R"({"role":"nurse","locked":false})");
    EXPECT_EQ(passed.header("onshi-session"), clerk_session);
    EXPECT_EQ(call("GET", "/api/staff/members").status, 401) << "the centre's refusal, as it is";
}

TEST_F(StaffRoutesTest, the_session_goes_into_the_cookie_and_into_no_body)
{
    const auto entered = call("POST", "/api/staff/second-factor/totp", R"({"ticket":"t","code":"123456"})");
    EXPECT_EQ(entered.status, 200);
    EXPECT_EQ(header(entered, "set-cookie"),
              std::string("onshi_staff=") + clerk_session + "; Path=/api/staff; HttpOnly; SameSite=Strict");
    EXPECT_THAT(entered.body, Not(HasSubstr(clerk_session)));
    EXPECT_EQ(entered.body, call("GET", "/api/staff/me", "", clerk_session).body) << "both are schema Me";
    EXPECT_THAT(entered.body, Not(HasSubstr("0197"))) << "which has no id";
    EXPECT_TRUE(sessions.may_look(clerk_session)) << "the page may wait for news at once";
}

TEST_F(StaffRoutesTest, signing_out_clears_the_cookie_also_when_the_centre_is_away)
{
    const std::string cleared = "onshi_staff=; Path=/api/staff; HttpOnly; SameSite=Strict; Max-Age=0";
    ASSERT_TRUE(sessions.me(clerk_session));
    EXPECT_EQ(header(call("POST", "/api/staff/sign-out", "", clerk_session), "set-cookie"), cleared);
    EXPECT_EQ(centre.asked().back(), "POST /staff/sign-out");
    EXPECT_FALSE(sessions.may_look(clerk_session));
    ASSERT_TRUE(sessions.me(clerk_session));
    centre.go_away();
    const auto away = call("POST", "/api/staff/sign-out", "", clerk_session);
    EXPECT_EQ(away.status, 204);
    EXPECT_EQ(header(away, "set-cookie"), cleared);
    EXPECT_FALSE(sessions.may_look(clerk_session));
}

TEST_F(StaffRoutesTest, only_who_is_signed_in_vouches_for_a_face_and_says_why)
{
    const std::string body = R"({"reception":"r1","reason":"cannot_reach"})";
    EXPECT_EQ(call("POST", "/api/staff/visual", body).status, 401);
    EXPECT_EQ(call("POST", "/api/staff/visual", body, "another").status, 401);
    for (const char* reason : {"", "because", "cannot reach"})
        EXPECT_EQ(code_in(call("POST", "/api/staff/visual",
                               std::string(R"({"reception":"r1","reason":")") + reason + "\"}", clerk_session)),
                  "OPN10007E");
    const auto late = call("POST", "/api/staff/visual", body, clerk_session);
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(code_in(late), "OPN50001E");
}

} // namespace
} // namespace onshi::terminal
