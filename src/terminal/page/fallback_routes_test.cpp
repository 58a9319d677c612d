#include "base/fault.h"
#include "terminal/page/page_fixture.h"

namespace onshi::terminal {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

using FallbackRoutesTest = PageTest;

constexpr const char* typed = R"({"insurer":"06139992","symbol":"架空","number":"１２３４","branch":"01",)"
                              R"("birth_date":"1985-04-07","on":"2026-04-01","limit_consent":false})";

TEST_F(FallbackRoutesTest, what_holds_or_tells_of_a_patient_is_for_who_is_signed_in)
{
    EXPECT_EQ(call("POST", "/api/staff/check", typed).status, 401);
    EXPECT_EQ(call("POST", "/api/staff/statement", R"({"name":"見本　花子"})").status, 401);
    EXPECT_EQ(call("GET", "/api/staff/queue").status, 401);
    EXPECT_EQ(checks_asked, 0);
    EXPECT_TRUE(queue.items().empty());

    EXPECT_EQ(call("POST", "/api/staff/check", typed, clerk_session).status, 200);
    EXPECT_THAT(call("POST", "/api/staff/statement", R"({"name":"見本　花子"})", clerk_session).body,
                StartsWith("%PDF-"));
    EXPECT_EQ(call("GET", "/api/staff/queue", "", clerk_session).status, 200);
}

TEST_F(FallbackRoutesTest, procedure_and_empty_form_are_for_everybody_without_asking_the_centre)
{
    centre.go_away();
    EXPECT_THAT(call("GET", "/api/staff/procedure").body, HasSubstr("資格確認ができないときの手順"));
    const auto form = call("GET", "/api/staff/statement");
    EXPECT_EQ(form.content_type, "application/pdf");
    EXPECT_THAT(form.body, StartsWith("%PDF-"));
}

TEST_F(FallbackRoutesTest, with_the_centre_away_a_check_is_kept_unsigned_and_told_to_nobody_but_the_staff)
{
    is_reachable = false;
    const auto kept = call("POST", "/api/staff/check", typed);
    EXPECT_EQ(kept.status, 202);
    EXPECT_EQ(queue.waiting(), 1U);
    EXPECT_EQ(wire::Json::parse(kept.body)->text_of("id"), queue.items().at(0).id);
    EXPECT_EQ(checks_asked, 0) << "an answer would have come back to whoever typed";
    EXPECT_EQ(call("POST", "/api/staff/check", R"({"insurer":"1"})").status, 400);
    EXPECT_EQ(call("GET", "/api/staff/queue").status, 401);

    is_reachable = true;
    EXPECT_EQ(call("POST", "/api/staff/check", typed).status, 401) << "now one can sign in";
    EXPECT_THAT(call("GET", "/api/staff/queue", "", clerk_session).body, HasSubstr(queue.items().at(0).id));
}

TEST_F(FallbackRoutesTest, who_was_signed_in_goes_on_while_the_centre_is_away)
{
    ASSERT_TRUE(sessions.me(clerk_session));
    centre.go_away();
    is_reachable = false;
    EXPECT_EQ(call("POST", "/api/staff/check", typed, clerk_session).status, 202);
    EXPECT_EQ(checks_asked, 1) << "asked at once, since the answer may be told";
    EXPECT_EQ(call("GET", "/api/staff/queue", "", clerk_session).status, 200);
    clock.set(test::instant("2026-04-01T21:00:00+09:00"));
    EXPECT_THROW(static_cast<void>(call("GET", "/api/staff/queue", "", clerk_session)), base::Fault);
}

} // namespace
} // namespace onshi::terminal
