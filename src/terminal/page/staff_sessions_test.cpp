#include "base/fault.h"
#include "terminal/page/page_fixture.h"

namespace onshi::terminal {
namespace {

using StaffSessionsTest = PageTest;

TEST_F(StaffSessionsTest, who_sends_no_session_is_refused_without_asking_the_centre)
{
    EXPECT_EQ(sessions.me("").error().code, domain::ErrorCode::staff_sign_in_needed);
    EXPECT_TRUE(centre.asked().empty());
}

TEST_F(StaffSessionsTest, looking_is_for_whom_the_centre_named_until_the_moment_it_named)
{
    EXPECT_FALSE(sessions.may_look(clerk_session)) << "nobody asked yet";
    EXPECT_EQ(sessions.me(clerk_session)->compact(),
              R"({"name":"見本　受付","role":"clerk","until":"2026-04-01T21:00:00+09:00",)"
              R"("facility":{"code":"1319999999","name":"見本診療所"}})")
        << "schema Me, which has no id";
    EXPECT_TRUE(sessions.may_look(clerk_session));
    EXPECT_FALSE(sessions.may_look("another"));
    EXPECT_FALSE(sessions.may_look(""));
    EXPECT_EQ(centre.asked().size(), 1U) << "looking keeps no session alive";
    clock.set(test::instant("2026-04-01T20:59:59+09:00"));
    EXPECT_TRUE(sessions.may_look(clerk_session));
    clock.set(test::instant("2026-04-01T21:00:00+09:00"));
    EXPECT_FALSE(sessions.may_look(clerk_session));
}

TEST_F(StaffSessionsTest, what_the_centre_ended_is_over_here_too)
{
    ASSERT_TRUE(sessions.me(clerk_session));
    centre.has_ended = true;
    EXPECT_FALSE(sessions.me(clerk_session));
    EXPECT_FALSE(sessions.may_look(clerk_session));
}

TEST_F(StaffSessionsTest, a_centre_that_is_away_ends_no_session)
{
    ASSERT_TRUE(sessions.me(clerk_session));
    centre.go_away();
    EXPECT_THROW(static_cast<void>(sessions.me(clerk_session)), base::Fault);
    EXPECT_TRUE(sessions.may_look(clerk_session));
    sessions.forget(clerk_session);
    EXPECT_FALSE(sessions.may_look(clerk_session));
}

} // namespace
} // namespace onshi::terminal
