#include "base/base64.h"
#include "http/staff_fixture.h"
#include "support/software_authenticator.h"

namespace onshi::http {

namespace {

using test::SoftwareAuthenticator;
using testing::HasSubstr;

class StaffPasskeysTest : public StaffFixture
{
protected:
    static Json member_of(const Json& object, std::string_view wanted)
    {
        Json found;
        object.each_member([&](std::string_view name, const Json& value) {
            if (name == wanted)
                found = value;
        });
        return found;
    }
    static Json of(const SoftwareAuthenticator& a, Json response)
    {
        const auto id = base::to_base64url(a.id);
        return Json::object()
            .set("id", id)
            .set("rawId", id)
            .set("type", "public-key")
            .set("response", std::move(response));
    }
    std::string new_challenge(const std::string& session)
    {
        return post("/staff/passkey/register/begin", Json::object(), session).text("challenge");
    }
    static Json registration(const SoftwareAuthenticator& a, const std::string& challenge)
    {
        const auto created = a.create(challenge);
        return Json::object().set("credential",
                                  of(a, Json::object()
                                            .set("clientDataJSON", base::to_base64url(created.client_data))
                                            .set("attestationObject", base::to_base64url(created.attestation_object))));
    }
    Answer add(const SoftwareAuthenticator& a, const std::string& session)
    {
        return post("/staff/passkey/register/finish", registration(a, new_challenge(session)), session);
    }
    std::string ticket(const char* login = "hanako")
    {
        return post("/staff/sign-in", login_body(login)).text("ticket");
    }
    std::string challenge_of(const std::string& ticket)
    {
        return post("/staff/passkey/begin", ticket_body(ticket)).text("challenge");
    }
    static Json assertion(SoftwareAuthenticator& a, const std::string& ticket, const std::string& challenge)
    {
        const auto said = a.get(challenge);
        return ticket_body(ticket).set("credential",
                                       of(a, Json::object()
                                                 .set("clientDataJSON", base::to_base64url(said.client_data))
                                                 .set("authenticatorData", base::to_base64url(said.authenticator_data))
                                                 .set("signature", base::to_base64url(said.signature))));
    }
    Answer enter(SoftwareAuthenticator& a, const std::string& ticket)
    {
        return post("/staff/passkey/finish", assertion(a, ticket, challenge_of(ticket)));
    }
    std::string refused_ = wire(ErrorCode::staff_second_factor_failed);
    Member hanako_ = sign_up(operators_code(), "hanako");
};

TEST_F(StaffPasskeysTest, is_registered_by_who_is_signed_in_and_then_a_second_factor)
{
    for (const auto algorithm : {SoftwareAuthenticator::Algorithm::es256, SoftwareAuthenticator::Algorithm::rs256}) {
        SoftwareAuthenticator key(algorithm);
        key.id = algorithm == SoftwareAuthenticator::Algorithm::es256 ? "first" : std::string(300, '\xff');
        EXPECT_EQ(add(key, hanako_.session).status, 204);
        const auto session = enter(key, ticket());
        EXPECT_EQ(session.status, 200) << session.body;
        EXPECT_EQ(me(session.text("session")).text("id"), hanako_.id);
    }
    const auto first = post("/staff/sign-in", login_body("hanako"));
    EXPECT_THAT(first.json.compact(), HasSubstr(R"("second_factor":["totp","passkey"])"));
    EXPECT_THAT(recorded(),
                testing::IsSupersetOf({"staff_factor_enrolled staff=" + hanako_.id +
                                           " role=administrator member=" + hanako_.id + " kind=passkey",
                                       "staff_signed_in staff=" + hanako_.id + " role=administrator factor=passkey"}));
}

TEST_F(StaffPasskeysTest, options_are_those_of_webauthn)
{
    SoftwareAuthenticator key;
    const auto creation = post("/staff/passkey/register/begin", Json::object(), hanako_.session).json.compact();
    EXPECT_THAT(creation, HasSubstr(R"("rp":{"id":"localhost",)"));
    EXPECT_THAT(creation, HasSubstr(R"({"type":"public-key","alg":-7},{"type":"public-key","alg":-257})"));
    EXPECT_THAT(creation, HasSubstr(R"("attestation":"none")"));
    EXPECT_THAT(creation, HasSubstr(R"("excludeCredentials":[])"));
    ASSERT_EQ(add(key, hanako_.session).status, 204);
    const auto listed = R"([{"type":"public-key","id":")" + base::to_base64url(key.id) + R"("}])";
    EXPECT_THAT(post("/staff/passkey/register/begin", Json::object(), hanako_.session).json.compact(),
                HasSubstr("\"excludeCredentials\":" + listed));
    const auto request = post("/staff/passkey/begin", ticket_body(ticket())).json.compact();
    EXPECT_THAT(request, HasSubstr("\"allowCredentials\":" + listed));
    EXPECT_THAT(request, HasSubstr(R"("rpId":"localhost")"));
}

TEST_F(StaffPasskeysTest, an_answer_counts_once_and_only_for_its_challenge)
{
    SoftwareAuthenticator key;
    ASSERT_EQ(add(key, hanako_.session).status, 204);
    auto held = ticket();
    const auto answer = assertion(key, held, challenge_of(held));
    EXPECT_EQ(post("/staff/passkey/finish", answer).status, 200);
    EXPECT_EQ(post("/staff/passkey/finish", answer).code(), wire(ErrorCode::staff_ticket_ended))
        << "the ticket is used";
    held = ticket();
    const auto replayed = ticket_body(held).set("credential", member_of(answer, "credential"));
    static_cast<void>(challenge_of(held));
    EXPECT_EQ(post("/staff/passkey/finish", replayed).code(), refused_) << "another challenge";
    const auto challenge = challenge_of(held);
    static_cast<void>(post("/staff/passkey/finish", replayed));
    EXPECT_EQ(post("/staff/passkey/finish", assertion(key, held, challenge)).code(), refused_)
        << "a challenge is for one answer, right or wrong";
    EXPECT_EQ(enter(key, held).status, 200);
}

TEST_F(StaffPasskeysTest, is_its_members_and_not_a_copy)
{
    const auto taro = sign_up(hanako_, "taro", "clerk");
    SoftwareAuthenticator of_hanako, of_taro;
    of_taro.id = "of taro";
    ASSERT_EQ(add(of_hanako, hanako_.session).status, 204);
    ASSERT_EQ(add(of_taro, taro.session).status, 204);
    EXPECT_EQ(enter(of_taro, ticket("hanako")).code(), refused_);
    EXPECT_EQ(enter(of_hanako, ticket("hanako")).status, 200);
    auto copy = of_hanako;
    EXPECT_EQ(enter(of_hanako, ticket("hanako")).status, 200);
    EXPECT_EQ(enter(copy, ticket("hanako")).code(), refused_) << "its counter stands where the other's stood";
    SoftwareAuthenticator forged; // same id, another key
    forged.counter = 100;
    EXPECT_EQ(enter(forged, ticket("hanako")).code(), refused_);
    of_hanako.origin = "http://evil.example";
    EXPECT_EQ(enter(of_hanako, ticket("hanako")).code(), refused_);
}

TEST_F(StaffPasskeysTest, wrong_answers_count_as_failures)
{
    SoftwareAuthenticator key, forged;
    ASSERT_EQ(add(key, hanako_.session).status, 204);
    const auto held = ticket();
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(enter(forged, held).code(), refused_);
    EXPECT_EQ(enter(key, held).code(), refused_) << "it waits";
    centre_.clock.advance(std::chrono::seconds(60));
    EXPECT_EQ(enter(key, held).status, 200);
}

TEST_F(StaffPasskeysTest, registering_is_refused_without_session_challenge_or_a_good_key)
{
    SoftwareAuthenticator key;
    const auto refused = wire(ErrorCode::staff_passkey);
    EXPECT_EQ(post("/staff/passkey/register/begin", Json::object()).code(), wire(ErrorCode::staff_sign_in_needed));
    EXPECT_EQ(post("/staff/passkey/register/finish", registration(key, "")).code(),
              wire(ErrorCode::staff_sign_in_needed));
    EXPECT_EQ(post("/staff/passkey/register/finish", registration(key, ""), hanako_.session).code(), refused)
        << "none was begun";
    const auto challenge = new_challenge(hanako_.session);
    auto elsewhere = key;
    elsewhere.site = "evil.example";
    EXPECT_EQ(post("/staff/passkey/register/finish", registration(elsewhere, challenge), hanako_.session).code(),
              refused);
    EXPECT_EQ(post("/staff/passkey/register/finish", registration(key, challenge), hanako_.session).code(), refused)
        << "the challenge is used up";
    EXPECT_EQ(add(key, hanako_.session).status, 204);
    EXPECT_EQ(add(key, hanako_.session).code(), refused) << "registered already";
    EXPECT_EQ(add(key, sign_up(hanako_, "taro", "clerk").session).code(), refused) << "of another member";
}

TEST_F(StaffPasskeysTest, without_a_passkey_there_is_nothing_to_sign)
{
    EXPECT_EQ(post("/staff/passkey/begin", ticket_body(ticket())).code(), refused_);
    SoftwareAuthenticator key;
    const auto held = ticket();
    EXPECT_EQ(post("/staff/passkey/finish", assertion(key, held, "AAAA")).code(), refused_);
}

TEST_F(StaffPasskeysTest, what_is_missing_or_no_base64url_is_named)
{
    const auto held = ticket();
    const auto field = [&](const char* credential) {
        return send("POST", "/staff/passkey/finish", terminal_,
                    R"({"ticket":")" + held + R"(","credential":)" + credential + "}")
            .text("field");
    };
    EXPECT_EQ(field("{}"), "id");
    EXPECT_EQ(field("5"), "id");
    EXPECT_EQ(field(R"({"id":"a="})"), "id");
    EXPECT_EQ(field(R"({"id":"AAAA","response":{}})"), "clientDataJSON");
    EXPECT_EQ(field(R"({"id":"AAAA","response":{"clientDataJSON":"AAAA"}})"), "clientDataJSON") << "no JSON in it";
    EXPECT_EQ(field(R"({"id":"AAAA","response":{"clientDataJSON":"e30"}})"), "authenticatorData");
    EXPECT_EQ(field(R"({"id":"AAAA","response":{"clientDataJSON":"e30","authenticatorData":"AAAA"}})"), "signature");
}

} // namespace

} // namespace onshi::http
