#include "http/staff_fixture.h"

namespace onshi::http {

namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using namespace std::chrono_literals;

class StaffSignInTest : public StaffFixture
{
protected:
    std::string sign_in_code(const std::string& login, const char* password = password_)
    {
        const auto answer = post("/staff/sign-in", login_body(login, password));
        return answer.status == 200 ? "ticket" : answer.code();
    }
    std::string failed_ = wire(ErrorCode::staff_sign_in_failed);
    std::string wrong_digits_ = wire(ErrorCode::staff_second_factor_failed);
};

TEST_F(StaffSignInTest, from_the_operators_code_to_a_session_and_out)
{
    const auto hanako = sign_up(operators_code(), "Hanako");
    const auto answer = me(hanako.session);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.text("id"), hanako.id);
    EXPECT_EQ(answer.text("name"), "見本　花子");
    EXPECT_EQ(answer.text("role"), "administrator");
    EXPECT_EQ(answer.text("until"), "2026-04-01T21:02:12.000000+09:00") << "twelve hours";
    EXPECT_THAT(answer.body, HasSubstr("\"code\": \"1319999999\""));
    EXPECT_THAT(answer.body, HasSubstr("\"name\": \"見本診療所\""));
    EXPECT_EQ(post("/staff/sign-out", Json::object(), hanako.session).status, 204);
    EXPECT_EQ(me(hanako.session).status, 401);
    EXPECT_EQ(me(hanako.session).code(), wire(ErrorCode::staff_session_ended));
}

TEST_F(StaffSignInTest, every_day_needs_both_factors)
{
    const auto hanako = sign_up(operators_code(), "hanako");
    centre_.clock.advance(30s);
    const auto first = post("/staff/sign-in", login_body("HANAKO"));
    EXPECT_EQ(first.status, 200);
    EXPECT_THAT(first.json.compact(), HasSubstr(R"("second_factor":["totp"])"));
    EXPECT_EQ(post("/staff/second-factor/totp", digits_body(first.text("ticket"), "000000")).code(), wrong_digits_);
    const auto session = post("/staff/second-factor/totp", digits_body(first.text("ticket"), digits(hanako)));
    EXPECT_EQ(session.status, 200);
    EXPECT_EQ(session.text("role"), "administrator");
    EXPECT_EQ(session.text("session").size(), 43U);
    EXPECT_EQ(me(session.text("session")).status, 200);
    EXPECT_EQ(me(first.text("ticket")).status, 401) << "a ticket is no session";
}

TEST_F(StaffSignInTest, what_was_wrong_is_not_told)
{
    const auto hanako = sign_up(operators_code(), "hanako");
    const auto taro = sign_up(hanako, "taro", "clerk");
    const auto wrong = post("/staff/sign-in", login_body("hanako", "umbrella teapot"));
    EXPECT_EQ(wrong.status, 403);
    EXPECT_EQ(wrong.code(), failed_);
    EXPECT_EQ(post("/staff/sign-in", login_body("nobody")).body, wrong.body);
    EXPECT_EQ(post("/staff/sign-in", login_body("not a login")).body, wrong.body);
    static_cast<void>(
        send("PUT", "/staff/members/" + taro.id, terminal_, R"({"role":"clerk","locked":true})", hanako.session));
    EXPECT_EQ(post("/staff/sign-in", login_body("taro")).body, wrong.body) << "locked, with the right password";
    EXPECT_THAT(recorded(), testing::IsSupersetOf({"staff_refused step=password why=wrong member=" + hanako.id,
                                                   std::string("staff_refused step=password why=unknown"),
                                                   "staff_refused step=password why=locked member=" + taro.id}));
}

TEST_F(StaffSignInTest, an_unknown_login_costs_as_much_as_a_known_one)
{
    const auto hanako = sign_up(operators_code(), "hanako");
    const auto hash_for = [&](const char* login) {
        return centre_.desk.read_now([&](usecase::UnitOfWork& work) {
            return usecase::password_to_compare(work, MemoryCentre::terminal(), *passwords_, login);
        });
    };
    EXPECT_EQ(hash_for("hanako"), row(hanako.id).password);
    EXPECT_THAT(hash_for("nobody"), StartsWith("$argon2id$v=19$m=64,t=1,p=1$")) << "the same work";
    EXPECT_NE(hash_for("nobody"), hash_for("hanako"));
}

TEST_F(StaffSignInTest, a_login_counts_at_its_own_holder_only)
{
    static_cast<void>(sign_up(operators_code(), "hanako"));
    terminal_ = certificate_of(CallerClass::terminal, test::other_clinic);
    EXPECT_EQ(sign_in_code("hanako"), failed_);
    static_cast<void>(sign_up(operators_code(test::other_clinic), "hanako"));
    EXPECT_EQ(sign_in_code("hanako"), "ticket") << "the other facility's own member of that login";
}

TEST_F(StaffSignInTest, a_password_is_the_same_however_it_is_typed)
{
    const auto code = operators_code();
    const auto first = post("/staff/first", first_body(code.code, "hanako", "\u304Cらすのかさと冬の港のねこ"));
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(sign_in_code("hanako", "\u304B\u3099らすのかさと冬の港のねこ"), "ticket");
    EXPECT_EQ(sign_in_code("hanako", "からすのかさと冬の港のねこ"), failed_);
}

TEST_F(StaffSignInTest, a_weak_password_is_refused_and_the_code_stays_good)
{
    const auto code = operators_code();
    for (const auto* weak :
         {"short", "password1234", "hanako umbrella", "teapot 1319999999", "見本診療所のかさとねこ達"}) {
        const auto refused = post("/staff/first", first_body(code.code, "hanako", weak));
        EXPECT_EQ(refused.status, 400);
        EXPECT_EQ(refused.code(), wire(ErrorCode::staff_password_weak)) << weak;
        EXPECT_EQ(refused.text("field"), "password");
    }
    EXPECT_EQ(post("/staff/first", first_body(code.code, "hanako")).status, 200);
}

TEST_F(StaffSignInTest, a_code_is_good_once_for_seven_days_at_its_holder)
{
    const auto refused = wire(ErrorCode::staff_code);
    auto code = operators_code();
    EXPECT_EQ(post("/staff/first", first_body("AAAAA-AAAAA-AAAAA-AAAAA", "hanako")).code(), refused);
    const auto own = terminal_;
    terminal_ = certificate_of(CallerClass::terminal, test::other_clinic);
    EXPECT_EQ(post("/staff/first", first_body(code.code, "hanako")).code(), refused) << "another facility";
    terminal_ = own;
    centre_.clock.advance(std::chrono::days(7));
    EXPECT_EQ(post("/staff/first", first_body(code.code, "hanako")).code(), refused) << "expired";
    const auto second = operators_code();
    EXPECT_EQ(second.member, code.member) << "the same administrator, who never came";
    centre_.clock.advance(std::chrono::days(7) - 1s);
    EXPECT_EQ(post("/staff/first", first_body(second.code, "hanako")).status, 200);
    EXPECT_EQ(post("/staff/first", first_body(second.code, "hanako")).code(), refused) << "used";
    const auto third = operators_code(test::clinic, CallerClass::terminal, code.member);
    const auto fourth = operators_code(test::clinic, CallerClass::terminal, code.member);
    EXPECT_EQ(post("/staff/first", first_body(third.code, "hanako")).code(), refused) << "a newer one was given";
    EXPECT_EQ(post("/staff/first", first_body(fourth.code, "another")).code(), refused) << "not this member's login";
    EXPECT_EQ(post("/staff/first", first_body(fourth.code, "hanako")).status, 200);
}

TEST_F(StaffSignInTest, a_new_code_takes_password_and_factors_of_before_away)
{
    const auto hanako = sign_up(operators_code(), "hanako");
    const auto code = operators_code(test::clinic, CallerClass::terminal, hanako.id);
    EXPECT_EQ(me(hanako.session).status, 401) << "sessions end when the code is given";
    const auto first = post("/staff/first", first_body(code.code, "hanako", "another teapot 傘"));
    EXPECT_EQ(first.text("second_factor"), "enrol");
    EXPECT_EQ(sign_in_code("hanako"), failed_);
    EXPECT_EQ(sign_in_code("hanako", "another teapot 傘"), "ticket");
    EXPECT_EQ(post("/staff/second-factor/totp", digits_body(first.text("ticket"), digits(hanako))).code(),
              wire(ErrorCode::staff_ticket_ended))
        << "there is no authenticator any more";
}

TEST_F(StaffSignInTest, a_step_of_the_authenticator_is_taken_once)
{
    const auto hanako = sign_up(operators_code(), "hanako"); // confirming took the present step
    auto ticket = [&] { return post("/staff/sign-in", login_body("hanako")).text("ticket"); };
    EXPECT_EQ(post("/staff/second-factor/totp", digits_body(ticket(), digits(hanako))).code(), wrong_digits_);
    EXPECT_EQ(post("/staff/second-factor/totp", digits_body(ticket(), digits(hanako, 1))).status, 200)
        << "a clock ahead";
    EXPECT_EQ(post("/staff/second-factor/totp", digits_body(ticket(), digits(hanako, 1))).code(), wrong_digits_);
    centre_.clock.advance(30s);
    EXPECT_EQ(post("/staff/second-factor/totp", digits_body(ticket(), digits(hanako))).code(), wrong_digits_)
        << "taken already, half a minute ago";
    centre_.clock.advance(30s);
    EXPECT_EQ(post("/staff/second-factor/totp", digits_body(ticket(), digits(hanako))).status, 200);
}

TEST_F(StaffSignInTest, five_failures_begin_a_waiting_time_that_grows)
{
    const auto hanako = sign_up(operators_code(), "hanako");
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(sign_in_code("hanako", "wrong"), failed_);
    EXPECT_EQ(sign_in_code("hanako"), "ticket") << "four are forgiven";
    EXPECT_EQ(sign_in_code("hanako", "wrong"), failed_);
    EXPECT_EQ(sign_in_code("hanako"), failed_) << "it waits, and does not say so";
    centre_.clock.advance(59s);
    EXPECT_EQ(sign_in_code("hanako"), failed_);
    centre_.clock.advance(1s);
    EXPECT_EQ(sign_in_code("hanako"), "ticket");
    EXPECT_EQ(sign_in_code("hanako", "wrong"), failed_) << "the sixth: two minutes";
    centre_.clock.advance(119s);
    EXPECT_EQ(sign_in_code("hanako"), failed_);
    centre_.clock.advance(1s);
    EXPECT_EQ(sign_in_code("hanako"), "ticket");
    for (int i = 0; i < 20; ++i) { // up to the longest
        EXPECT_EQ(sign_in_code("hanako", "wrong"), failed_);
        centre_.clock.advance(3600s);
        EXPECT_EQ(sign_in_code("hanako"), "ticket") << i;
    }
    EXPECT_EQ(sign_in(hanako).status, 200);
    EXPECT_EQ(row(hanako.id).failures, 0) << "a whole sign-in ends the row";
    EXPECT_THAT(recorded(), testing::Contains("staff_locked_out member=" + hanako.id +
                                              " failures=5 until=2026-04-01T09:03:12.000000+09:00"));
}

TEST_F(StaffSignInTest, wrong_digits_count_as_well_and_the_right_password_does_not_forgive_them)
{
    const auto hanako = sign_up(operators_code(), "hanako");
    centre_.clock.advance(30s);
    std::string ticket;
    for (int i = 0; i < 5; ++i) {
        ticket = post("/staff/sign-in", login_body("hanako")).text("ticket");
        EXPECT_EQ(post("/staff/second-factor/totp", digits_body(ticket, "12345")).code(), wrong_digits_);
    }
    EXPECT_EQ(post("/staff/second-factor/totp", digits_body(ticket, digits(hanako))).code(), wrong_digits_)
        << "the right digits are not looked at";
    EXPECT_EQ(sign_in_code("hanako"), failed_);
    centre_.clock.advance(60s);
    EXPECT_EQ(post("/staff/second-factor/totp", digits_body(ticket, digits(hanako))).status, 200);
}

TEST_F(StaffSignInTest, a_ticket_is_good_for_five_minutes_at_its_terminal_and_for_its_step)
{
    const auto ended = wire(ErrorCode::staff_ticket_ended);
    const auto hanako = sign_up(operators_code(), "hanako");
    centre_.clock.advance(30s);
    auto ticket = post("/staff/sign-in", login_body("hanako")).text("ticket");
    EXPECT_EQ(post("/staff/second-factor/enrol", ticket_body(ticket)).code(), ended)
        << "with the password alone nobody adds a second factor";
    EXPECT_EQ(post("/staff/second-factor/confirm", digits_body(ticket, digits(hanako))).code(), ended);
    const auto own = terminal_;
    terminal_ = certificate_of(CallerClass::terminal, test::clinic);
    EXPECT_EQ(post("/staff/second-factor/totp", digits_body(ticket, digits(hanako))).code(), ended)
        << "another terminal of the same facility";
    terminal_ = own;
    EXPECT_EQ(post("/staff/second-factor/totp", digits_body(hanako.session, digits(hanako))).code(), ended);
    centre_.clock.advance(299s);
    EXPECT_EQ(post("/staff/second-factor/totp", digits_body(ticket, digits(hanako))).status, 200);
    centre_.clock.advance(30s);
    EXPECT_EQ(post("/staff/second-factor/totp", digits_body(ticket, digits(hanako))).code(), ended) << "used";
    ticket = post("/staff/sign-in", login_body("hanako")).text("ticket");
    centre_.clock.advance(300s);
    EXPECT_EQ(post("/staff/second-factor/totp", digits_body(ticket, digits(hanako))).code(), ended) << "expired";
}

TEST_F(StaffSignInTest, a_changed_cost_is_taken_over_at_the_next_sign_in)
{
    const auto hanako = sign_up(operators_code(), "hanako");
    EXPECT_THAT(row(hanako.id).password, StartsWith("$argon2id$v=19$m=64,t=1,"));
    rebuild({.memory_kib = 128, .passes = 2});
    EXPECT_EQ(sign_in_code("hanako", "wrong"), failed_);
    EXPECT_THAT(row(hanako.id).password, StartsWith("$argon2id$v=19$m=64,t=1,"));
    EXPECT_EQ(sign_in_code("hanako"), "ticket");
    EXPECT_THAT(row(hanako.id).password, StartsWith("$argon2id$v=19$m=128,t=2,"));
    EXPECT_EQ(sign_in(hanako).status, 200);
}

TEST_F(StaffSignInTest, what_is_missing_is_named)
{
    for (const auto& [path, body, field] : {std::tuple{"/staff/sign-in", R"({"login":"a"})", "password"},
                                            {"/staff/sign-in", R"({"login":5,"password":"x"})", "login"},
                                            {"/staff/first", R"({"login":"a","password":"x"})", "code"},
                                            {"/staff/second-factor/totp", R"({"ticket":"a"})", "code"},
                                            {"/staff/second-factor/enrol", "{}", "ticket"}}) {
        const auto refused = send("POST", path, terminal_, body);
        EXPECT_EQ(refused.status, 400);
        EXPECT_EQ(refused.text("field"), field) << path;
    }
    EXPECT_EQ(send("POST", "/staff/sign-in", terminal_, "{").status, 400);
    EXPECT_EQ(send("POST", "/staff/sign-in", "", login_body("hanako").compact()).status, 401) << "no certificate";
    EXPECT_EQ(
        send("POST", "/staff/sign-in", certificate_of(CallerClass::operator_, "運用"), login_body("hanako").compact())
            .code(),
        wire(ErrorCode::caller_not_allowed));
    const auto code = operators_code();
    auto nameless = first_body(code.code, "hanako");
    EXPECT_EQ(post("/staff/first", nameless.set("name", "")).text("field"), "name");
    EXPECT_EQ(post("/staff/first", first_body(code.code, "ha")).text("field"), "login");
}

TEST_F(StaffSignInTest, insurers_and_the_ministry_sign_in_as_well)
{
    terminal_ = certificate_of(CallerClass::insurer, test::sample_society);
    const auto clerk = sign_up(operators_code(test::sample_society, CallerClass::insurer), "clerk-1");
    EXPECT_THAT(me(clerk.session).body, HasSubstr("見本健康保険組合"));
    terminal_ = certificate_of(CallerClass::ministry, "医療介護連携政策課");
    const auto desk = sign_up(operators_code("医療介護連携政策課", CallerClass::ministry), "desk-1");
    EXPECT_THAT(me(desk.session).body, HasSubstr("医療介護連携政策課"));
}

TEST_F(StaffSignInTest, the_record_tells_every_step_by_id_and_never_by_name)
{
    const auto code = operators_code();
    const auto hanako = sign_up(code, "hanako");
    EXPECT_EQ(sign_in_code("hanako", "wrong"), failed_);
    const auto session = sign_in(hanako).text("session");
    static_cast<void>(post("/staff/sign-out", Json::object(), session));
    const auto id = "member=" + hanako.id;
    const auto who = "staff=" + hanako.id + " role=administrator";
    EXPECT_THAT(recorded(),
                testing::ElementsAre("staff_member_added " + id + " as=administrator class=terminal holder=1319999999",
                                     "staff_code_issued " + id + " as=administrator class=terminal holder=1319999999",
                                     "staff_code_used " + id, "staff_factor_enrolled " + id + " kind=totp",
                                     "staff_signed_in " + who + " factor=totp",
                                     "staff_refused step=password why=wrong " + id, "staff_password_accepted " + id,
                                     "staff_signed_in " + who + " factor=totp", "staff_signed_out " + who));
}

TEST_F(StaffSignInTest, neither_log_nor_metrics_nor_record_hold_a_secret_or_a_name)
{
    const auto code = operators_code();
    const auto hanako = sign_up(code, "hanako.mihon");
    static_cast<void>(sign_in_code("hanako.mihon", "a wrong kettle"));
    const auto session = sign_in(hanako).text("session");
    const auto ticket = post("/staff/sign-in", login_body("hanako.mihon")).text("ticket");
    static_cast<void>(send("GET", "/staff/members", terminal_, {}, session));
    std::string everything = log() + metrics_.text();
    for (const auto& line : recorded())
        everything += line + "\n";
    EXPECT_THAT(everything, HasSubstr("\"route\":\"/staff/sign-in\""));
    EXPECT_THAT(everything, HasSubstr("\"staff\":\"" + hanako.id + "\""));
    for (const auto& secret :
         {code.code, std::string("hanako.mihon"), std::string("花子"), std::string("umbrella"), std::string("kettle"),
          hanako.session, session, ticket, pki::base32(hanako.secret), std::string("argon2")})
        EXPECT_THAT(everything, Not(HasSubstr(secret))) << secret;
}

TEST_F(StaffSignInTest, the_database_alone_is_not_enough_to_sign_in_with)
{
    const auto hanako = sign_up(operators_code(), "hanako");
    const auto kept = row(hanako.id);
    EXPECT_THAT(kept.password, StartsWith("$argon2id$"));
    EXPECT_THAT(kept.totp, Not(HasSubstr(hanako.secret)));
    EXPECT_EQ(pki::opened(key_, kept.totp, hanako.id), hanako.secret);
    centre_.desk.read_now([&](usecase::UnitOfWork& work) {
        EXPECT_FALSE(work.staff_access.session(hanako.session)) << "a session's token is not what is kept";
        EXPECT_TRUE(work.staff_access.session(usecase::session_hash(hanako.session)));
    });
}

} // namespace

} // namespace onshi::http
