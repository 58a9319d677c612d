#include "e2e/exchange.h"
#include "e2e/running_centre.h"

#include "support/authenticator_app.h"
#include "wire/json.h"

#include <filesystem>
#include <gmock/gmock.h>

// Staff sign-in with the real program: the operator's code on the command line, then over mutual TLS to a session, and
// out.
namespace onshi::test {

namespace {

using testing::HasSubstr;
using testing::Not;
using wire::Json;

class StaffOverTheSocket : public testing::Test
{
protected:
    struct Answer
    {
        int status = 0;
        std::string body;
        Json json;
    };
    Answer send(const char* method, const char* path, const Json& body, const std::string& session = {})
    {
        net::Request request;
        request.method = method;
        request.path = path;
        request.headers = {{"content-type", "application/json"}};
        if (!session.empty())
            request.headers.emplace_back("onshi-session", session);
        request.body = body.compact();
        const auto response = centre_.client(terminal_).exchange(request);
        return {response.status, response.body, Json::parse(response.body).value_or(Json())};
    }
    std::string code(const std::vector<std::string>& more = {})
    {
        std::vector<std::string> arguments{"staff", "code", "--facility", "1319999999"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const auto finished = centre_.onshi(arguments);
        EXPECT_EQ(finished.code, 0) << finished.output;
        return finished.output.substr(0, finished.output.find('\n'));
    }
    static std::string failure(const Answer& answer) { return answer.json.text_of("code"); }

    RunningCentre centre_{{}};
    terminal::Identity terminal_ = centre_.enrol("1319999999");
};

TEST_F(StaffOverTheSocket, from_the_operators_code_to_a_session_and_out)
{
    const auto given = code();
    const auto first = send("POST", "/staff/first",
                            Json::object()
                                .set("code", given)
                                .set("login", "hanako.mihon")
                                .set("name", "見本　花子")
                                .set("password", "umbrella teapot 雨"));
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.json.text_of("second_factor"), "enrol");
    const auto ticket = Json::object().set("ticket", first.json.text_of("ticket"));
    const auto enrolment = send("POST", "/staff/second-factor/enrol", ticket);
    const auto secret = enrolment.json.text_of("secret");
    EXPECT_THAT(enrolment.json.text_of("uri"), HasSubstr("hanako.mihon?secret=" + secret));
    const auto signed_in =
        send("POST", "/staff/second-factor/confirm", Json(ticket).set("code", authenticator_digits(secret)));
    ASSERT_EQ(signed_in.status, 200) << signed_in.body;
    const auto session = signed_in.json.text_of("session");

    const auto me = send("GET", "/staff/me", Json::object(), session);
    EXPECT_EQ(me.status, 200);
    EXPECT_EQ(me.json.text_of("name"), "見本　花子");
    EXPECT_EQ(me.json.text_of("role"), "administrator");
    EXPECT_THAT(centre_.onshi({"staff", "list"}).output, HasSubstr("administrator  使用中  hanako.mihon  見本　花子"));
    EXPECT_EQ(send("POST", "/staff/sign-out", Json::object(), session).status, 204);
    EXPECT_EQ(failure(send("GET", "/staff/me", Json::object(), session)), "OPN20051E");

    const auto by_password = [&](const char* password) {
        return send("POST", "/staff/sign-in", Json::object().set("login", "hanako.mihon").set("password", password));
    };
    EXPECT_THAT(by_password("umbrella teapot 雨").json.compact(), HasSubstr(R"("second_factor":["totp"])"));
    EXPECT_EQ(failure(by_password("umbrella teapot")), "OPN20053E");

    for (const auto& secret_text :
         {given, std::string("hanako.mihon"), std::string("花子"), std::string("umbrella"), session, secret})
        EXPECT_THAT(centre_.log(), Not(HasSubstr(secret_text)));
}

TEST_F(StaffOverTheSocket, the_operator_locks_and_the_session_is_over)
{
    const auto first = send("POST", "/staff/first",
                            Json::object()
                                .set("code", code())
                                .set("login", "taro")
                                .set("name", "見本　太郎")
                                .set("password", "kettle and candle"));
    ASSERT_EQ(first.status, 200) << first.body;
    const auto ticket = Json::object().set("ticket", first.json.text_of("ticket"));
    const auto secret = send("POST", "/staff/second-factor/enrol", ticket).json.text_of("secret");
    const auto session =
        send("POST", "/staff/second-factor/confirm", Json(ticket).set("code", authenticator_digits(secret)))
            .json.text_of("session");
    const auto me = send("GET", "/staff/me", Json::object(), session);
    ASSERT_EQ(me.status, 200) << me.body;
    const auto id = me.json.text_of("id");
    EXPECT_EQ(centre_.onshi({"staff", "lock", "--member", id}).code, 0);
    EXPECT_EQ(failure(send("GET", "/staff/me", Json::object(), session)), "OPN20051E");
    EXPECT_THAT(centre_.onshi({"staff", "list", "--facility", "1319999999"}).output, HasSubstr(id));
    EXPECT_EQ(centre_.onshi({"staff", "lock", "--member", id, "--unlock"}).code, 0);
    EXPECT_EQ(centre_.onshi({"staff", "lock", "--member", "nobody"}).code, 1);
}

TEST_F(StaffOverTheSocket, the_key_that_seals_secrets_is_made_once_and_missed)
{
    const auto key = centre_.folder() / "pki" / "staff.key";
    EXPECT_EQ(std::filesystem::status(key).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_NE(centre_.onshi({"staff", "key"}).code, 0) << "nothing is overwritten";
    std::filesystem::remove(key);
    const auto refused = centre_.onshi({"serve"});
    EXPECT_NE(refused.code, 0);
    EXPECT_THAT(refused.output, HasSubstr("onshi staff key"));
    EXPECT_EQ(centre_.onshi({"staff", "key"}).code, 0);
    EXPECT_TRUE(std::filesystem::exists(key));
}

} // namespace

} // namespace onshi::test
