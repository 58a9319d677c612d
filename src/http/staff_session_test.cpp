#include "http/staff_fixture.h"

#include <thread>

namespace onshi::http {

namespace {

using namespace std::chrono_literals;

class StaffSessionTest : public StaffFixture
{
protected:
    /// A use is noted beside the answer: by the time another unit has been written, it is in.
    void settle()
    {
        centre_.desk.write_now([](usecase::UnitOfWork&) {});
    }
    int use(const std::string& session)
    {
        const auto status = me(session).status;
        settle();
        return status;
    }
    std::string ended_ = wire(ErrorCode::staff_session_ended);
    Member hanako_ = sign_up(operators_code(), "hanako");
};

TEST_F(StaffSessionTest, ends_after_15_minutes_without_a_request)
{
    centre_.clock.advance(15min);
    EXPECT_EQ(use(hanako_.session), 200);
    centre_.clock.advance(15min);
    EXPECT_EQ(use(hanako_.session), 200) << "the use counts";
    centre_.clock.advance(15min + 1s);
    EXPECT_EQ(me(hanako_.session).code(), ended_);
}

TEST_F(StaffSessionTest, any_operation_keeps_it_alive_also_one_that_writes_and_one_in_steps)
{
    centre_.clock.advance(10min);
    static_cast<void>(send("PUT", "/facility/settings", terminal_, R"({"character_code":0})", hanako_.session));
    settle();
    centre_.clock.advance(10min);
    EXPECT_EQ(send("POST", "/staff/sign-in", terminal_, login_body("hanako").compact(), hanako_.session).status, 200);
    settle();
    centre_.clock.advance(10min);
    EXPECT_EQ(use(hanako_.session), 200);
}

TEST_F(StaffSessionTest, ends_after_twelve_hours_whatever_happens)
{
    for (int i = 1; i < 72; ++i) {
        centre_.clock.advance(10min);
        ASSERT_EQ(use(hanako_.session), 200) << i;
    }
    centre_.clock.advance(10min - 1s);
    EXPECT_EQ(me(hanako_.session).status, 200);
    centre_.clock.advance(1s);
    EXPECT_EQ(me(hanako_.session).code(), ended_);
}

TEST_F(StaffSessionTest, belongs_to_its_certificate_and_facility)
{
    const auto second = certificate_of(CallerClass::terminal, test::clinic);
    const auto elsewhere = certificate_of(CallerClass::terminal, test::other_clinic);
    EXPECT_EQ(send("GET", "/staff/me", second, {}, hanako_.session).code(), ended_) << "another terminal";
    EXPECT_EQ(send("GET", "/staff/me", elsewhere, {}, hanako_.session).code(), ended_) << "another facility";
    EXPECT_EQ(send("GET", "/staff/me", "", {}, hanako_.session).code(), ended_) << "no certificate";
    EXPECT_EQ(me(hanako_.session).status, 200) << "and is not ended by it";
    const auto lines = recorded();
    EXPECT_EQ(std::ranges::count(lines, "staff_session_refused member=" + hanako_.id), 3);
}

TEST_F(StaffSessionTest, one_that_is_none_is_refused_also_where_none_is_needed)
{
    EXPECT_EQ(send("GET", "/facility/settings", terminal_).status, 200);
    EXPECT_EQ(send("GET", "/facility/settings", terminal_, {}, hanako_.session).status, 200);
    const auto refused = send("GET", "/facility/settings", terminal_, {}, "nobody's");
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(refused.code(), ended_);
    EXPECT_EQ(send("POST", "/staff/sign-in", terminal_, login_body("hanako").compact(), "nobody's").code(), ended_);
}

TEST_F(StaffSessionTest, none_at_all_is_told_apart_from_one_that_has_ended)
{
    EXPECT_EQ(me({}).status, 401);
    EXPECT_EQ(me({}).code(), wire(ErrorCode::staff_sign_in_needed));
    EXPECT_EQ(send("GET", "/staff/me", "").code(), wire(ErrorCode::certificate_missing));
}

TEST_F(StaffSessionTest, what_somebody_does_is_on_the_record_with_his_role)
{
    EXPECT_EQ(send("PUT", "/facility/settings", terminal_, R"({"character_code":1})", hanako_.session).status, 200);
    std::string details;
    domain::AuditEntry last;
    centre_.desk.read_now(
        [&](usecase::UnitOfWork& work) { work.audits.each([&](const domain::AuditEntry& entry) { last = entry; }); });
    EXPECT_EQ(last.event, domain::AuditEvent::facility_settings_changed);
    EXPECT_EQ(last.details, "staff=" + hanako_.id + " role=administrator facility=1319999999 character_code=1");
    EXPECT_EQ(last.caller.holder, test::clinic);
}

TEST_F(StaffSessionTest, two_of_one_member_are_two)
{
    const auto second = sign_in(hanako_).text("session");
    EXPECT_EQ(post("/staff/sign-out", Json::object(), hanako_.session).status, 204);
    EXPECT_EQ(me(hanako_.session).status, 401);
    EXPECT_EQ(me(second).status, 200);
}

} // namespace

} // namespace onshi::http
