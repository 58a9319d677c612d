#include "http/staff_fixture.h"

namespace onshi::http {

namespace {

using testing::HasSubstr;
using testing::Not;

class StaffMembersTest : public StaffFixture
{
protected:
    Answer add(const std::string& session, const char* login, const char* role, const char* name = "見本　太郎")
    {
        return post("/staff/members", Json::object().set("login", login).set("name", name).set("role", role), session);
    }
    Answer change(const std::string& id, const char* role, bool locked)
    {
        return send("PUT", "/staff/members/" + id, terminal_,
                    Json::object().set("role", role).set("locked", locked).compact(), administrator_.session);
    }
    Answer list(const std::string& session) { return send("GET", "/staff/members", terminal_, {}, session); }

    Member administrator_ = sign_up(operators_code(), "hanako");
};

TEST_F(StaffMembersTest, an_administrator_adds_and_lists_members)
{
    const auto doctor = sign_up(administrator_, "taro", "doctor");
    EXPECT_EQ(me(doctor.session).text("role"), "doctor");
    EXPECT_EQ(me(doctor.session).text("name"), "見本　花子") << "the member may write the own name otherwise";
    static_cast<void>(add(administrator_.session, "jiro", "nurse"));
    const auto all = list(administrator_.session).json.compact();
    EXPECT_THAT(all, HasSubstr(R"("login":"taro","name":"見本　花子","role":"doctor","locked":false,"ready":true)"));
    EXPECT_THAT(all, HasSubstr(R"("login":"jiro","name":"見本　太郎","role":"nurse","locked":false,"ready":false)"));
    EXPECT_THAT(recorded(), testing::Contains("staff_listed staff=" + administrator_.id + " role=administrator"));
}

TEST_F(StaffMembersTest, only_an_administrator_does)
{
    for (const auto* role : {"doctor", "dentist", "pharmacist", "nurse", "clerk"}) {
        const auto member = sign_up(administrator_, role, role);
        const auto refused = wire(ErrorCode::staff_role_not_allowed);
        EXPECT_EQ(list(member.session).status, 403);
        EXPECT_EQ(list(member.session).code(), refused) << role;
        EXPECT_EQ(add(member.session, "somebody", "doctor").code(), refused);
        EXPECT_EQ(post("/staff/members/" + member.id + "/code", Json::object(), member.session).code(), refused);
        EXPECT_EQ(send("PUT", "/staff/members/" + member.id, terminal_, R"({"role":"administrator","locked":false})",
                       member.session)
                      .code(),
                  refused);
    }
    EXPECT_EQ(list({}).code(), wire(ErrorCode::staff_sign_in_needed));
    EXPECT_EQ(list(administrator_.session).status, 200);
}

TEST_F(StaffMembersTest, a_login_is_there_once_and_a_role_must_exist_at_the_holder)
{
    EXPECT_EQ(add(administrator_.session, "HANAKO", "doctor").code(), wire(ErrorCode::staff_login_taken));
    for (const auto* role : {"insurer_clerk", "ministry_desk", "king"})
        EXPECT_EQ(add(administrator_.session, "taro", role).text("field"), "role") << role;
    EXPECT_EQ(add(administrator_.session, "ta", "doctor").text("field"), "login");
    EXPECT_EQ(add(administrator_.session, "taro", "doctor", "　").text("field"), "name");
    EXPECT_EQ(add(administrator_.session, "taro", "doctor").status, 201);
    EXPECT_EQ(add(administrator_.session, "taro", "doctor").code(), wire(ErrorCode::staff_login_taken));
    EXPECT_EQ(post("/staff/first", first_body(operators_code().code, "taro")).code(),
              wire(ErrorCode::staff_login_taken))
        << "also not for a second administrator of the operator's";
}

TEST_F(StaffMembersTest, a_change_ends_the_members_sessions_at_once)
{
    auto taro = sign_up(administrator_, "taro", "clerk");
    EXPECT_EQ(change(taro.id, "clerk", false).status, 204);
    EXPECT_EQ(me(taro.session).status, 200) << "nothing was changed";
    EXPECT_EQ(change(taro.id, "nurse", false).status, 204);
    EXPECT_EQ(me(taro.session).code(), wire(ErrorCode::staff_session_ended));
    const auto again = sign_in(taro);
    EXPECT_EQ(again.text("role"), "nurse");
    EXPECT_EQ(change(taro.id, "nurse", true).status, 204);
    EXPECT_EQ(me(again.text("session")).status, 401);
    EXPECT_EQ(post("/staff/sign-in", login_body("taro")).code(), wire(ErrorCode::staff_sign_in_failed));
    EXPECT_EQ(change(taro.id, "nurse", false).status, 204);
    EXPECT_EQ(sign_in(taro).status, 200);
    EXPECT_THAT(recorded(), testing::Contains("staff_member_changed staff=" + administrator_.id +
                                              " role=administrator member=" + taro.id + " as=nurse locked=1"));
}

TEST_F(StaffMembersTest, a_ticket_of_before_the_lock_leads_nowhere)
{
    const auto taro = sign_up(administrator_, "taro", "clerk");
    centre_.clock.advance(std::chrono::seconds(30));
    const auto ticket = post("/staff/sign-in", login_body("taro")).text("ticket");
    EXPECT_EQ(change(taro.id, "clerk", true).status, 204);
    EXPECT_EQ(post("/staff/second-factor/totp", digits_body(ticket, digits(taro))).code(),
              wire(ErrorCode::staff_ticket_ended));
}

TEST_F(StaffMembersTest, a_code_of_a_locked_member_opens_nothing)
{
    const auto added = add(administrator_.session, "taro", "doctor");
    EXPECT_EQ(change(added.text("id"), "doctor", true).status, 204);
    EXPECT_EQ(post("/staff/first", first_body(added.code(), "taro")).code(), wire(ErrorCode::staff_code));
}

TEST_F(StaffMembersTest, the_last_administrator_stays)
{
    const auto refused = wire(ErrorCode::staff_last_administrator);
    EXPECT_EQ(change(administrator_.id, "administrator", true).code(), refused);
    EXPECT_EQ(change(administrator_.id, "doctor", false).code(), refused);
    const auto second = add(administrator_.session, "taro", "administrator");
    EXPECT_EQ(change(administrator_.id, "doctor", false).code(), refused) << "the second has not signed up yet";
    static_cast<void>(sign_up({second.text("id"), second.code(), {}}, "taro"));
    EXPECT_EQ(me(administrator_.session).status, 200);
    EXPECT_EQ(change(administrator_.id, "doctor", false).status, 204);
    EXPECT_EQ(me(administrator_.session).status, 401);
}

TEST_F(StaffMembersTest, the_operator_may_lock_also_the_last_one)
{
    const auto locked = centre_.desk.write_now([&](usecase::UnitOfWork& work) {
        return usecase::lock_member(work, MemoryCentre::shell(), administrator_.id, true).has_value();
    });
    EXPECT_TRUE(locked);
    EXPECT_EQ(me(administrator_.session).status, 401);
    const auto unknown = centre_.desk.write_now([&](usecase::UnitOfWork& work) {
        return usecase::lock_member(work, MemoryCentre::shell(), "nobody", true).error().code;
    });
    EXPECT_EQ(unknown, ErrorCode::staff_member_unknown);
}

TEST_F(StaffMembersTest, members_of_other_holders_are_nobody)
{
    const auto own = terminal_;
    terminal_ = certificate_of(CallerClass::terminal, test::other_clinic);
    const auto other = sign_up(operators_code(test::other_clinic), "hanako");
    EXPECT_THAT(list(other.session).body, Not(HasSubstr(administrator_.id)));
    terminal_ = own;
    const auto unknown = wire(ErrorCode::staff_member_unknown);
    EXPECT_EQ(change(other.id, "doctor", true).code(), unknown);
    EXPECT_EQ(post("/staff/members/" + other.id + "/code", Json::object(), administrator_.session).code(), unknown);
    EXPECT_EQ(change("nobody", "doctor", true).status, 404);
    EXPECT_THAT(list(administrator_.session).body, Not(HasSubstr(other.id)));
    EXPECT_EQ(row(other.id).locked, false);
}

TEST_F(StaffMembersTest, an_administrator_gives_a_new_code_and_the_member_begins_anew)
{
    const auto taro = sign_up(administrator_, "taro", "clerk");
    const auto given = post("/staff/members/" + taro.id + "/code", Json::object(), administrator_.session);
    EXPECT_EQ(given.status, 200);
    EXPECT_EQ(given.text("id"), taro.id);
    EXPECT_EQ(given.text("until"), "2026-04-08T09:02:12.000000+09:00");
    EXPECT_EQ(me(taro.session).status, 401);
    const auto again = sign_up({taro.id, given.code(), {}}, "taro");
    EXPECT_EQ(me(again.session).text("role"), "clerk");
    EXPECT_NE(again.secret, taro.secret);
}

TEST_F(StaffMembersTest, locked_must_be_true_or_false)
{
    for (const auto* body : {R"({"role":"clerk"})", R"({"role":"clerk","locked":"true"})",
                             R"({"role":"clerk","locked":1})", R"({"role":"clerk","locked":null})"})
        EXPECT_EQ(
            send("PUT", "/staff/members/" + administrator_.id, terminal_, body, administrator_.session).text("field"),
            "locked")
            << body;
}

} // namespace

} // namespace onshi::http
