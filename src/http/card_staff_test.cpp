#include "http/staff_fixture.h"
#include "pki/card_challenge.h"
#include "vcard/authority.h"
#include "wire/card_message.h"

// 目視確認 through the real pipeline: the member of the staff comes from a session, never from the message.

namespace onshi::http {

namespace {

using testing::HasSubstr;

/// Says of every certificate that it is good.
class GoodResponder final : public pki::RevocationSource
{
public:
    GoodResponder(const base::Environment& environment, const pki::Identity& authority)
        : environment_(environment)
        , authority_(authority)
    {
    }
    std::optional<std::string> fetch_ocsp(const std::string& request) override
    {
        return vcard::answer_ocsp(environment_, authority_, authority_, request,
                                  [](const std::string&) { return vcard::CardStanding(vcard::CardStatus::good); });
    }
    std::optional<std::string> fetch_crl() override { return std::nullopt; }

private:
    const base::Environment& environment_;
    const pki::Identity& authority_;
};

class CardAndStaffTest : public StaffFixture
{
protected:
    CardAndStaffTest() { face_->cards.emplace(CardVerification{trust_, revocation_}); }

    Answer begin(const std::string& session)
    {
        return send("POST", "/card/begin", terminal_,
                    wire::write_card_begin(
                        {domain::CardMode::visual, domain::CarePurpose::outpatient, domain::CardToken::card, leaf_}),
                    session);
    }
    Answer finish(const Answer& begun, const std::string& session)
    {
        const auto asked = wire::parse_card_begin_answer(begun.body).value();
        const auto text = pki::to_be_signed({.auth_id = asked.auth_id,
                                             .nonce = asked.nonce,
                                             .facility = asked.facility,
                                             .terminal = asked.terminal,
                                             .mode = "visual",
                                             .purpose = "outpatient",
                                             .leaf = pki::sha256({leaf_})});
        return send("POST", "/card/finish", terminal_,
                    wire::write_card_finish({asked.auth_id, vcard::sign(card_.key, text), {}, "face_failed"}), session);
    }

    const pki::Identity cards_ = vcard::make_authority(centre_.environment);
    const pki::Identity card_ = vcard::issue_card(centre_.environment, cards_, {});
    const std::string leaf_ = vcard::der_of(card_.certificate);
    pki::CardTrust trust_{{.authorities = {cards_.certificate},
                           .signing_authorities = {},
                           .policies = {vcard::authentication_policy},
                           .development = true}};
    GoodResponder responder_{centre_.environment, cards_};
    pki::RevocationCheck revocation_{trust_, responder_, centre_.environment, std::chrono::minutes(0)};
    Member hanako_ = sign_up(operators_code(), "hanako");
};

TEST_F(CardAndStaffTest, who_looked_is_on_the_record)
{
    EXPECT_EQ(begin({}).code(), "OPN20067E");
    const auto begun = begin(hanako_.session);
    ASSERT_EQ(begun.status, 200) << begun.body;
    EXPECT_EQ(finish(begun, hanako_.session).status, 200);
    const auto details = centre_.desk.read_now([](usecase::UnitOfWork& work) {
        std::string found;
        work.audits.each([&](const domain::AuditEntry& entry) {
            if (entry.event == domain::AuditEvent::card_authenticated)
                found = entry.details;
        });
        return found;
    });
    EXPECT_THAT(details, HasSubstr("staff=" + hanako_.id + " role=administrator"));
    EXPECT_THAT(details, HasSubstr("mode=visual purpose=outpatient token=card reason=face_failed"));
}

TEST_F(CardAndStaffTest, whoever_began_must_still_be_signed_in_at_the_end)
{
    const auto begun = begin(hanako_.session);
    EXPECT_EQ(finish(begun, {}).code(), "OPN20067E");
    EXPECT_EQ(finish(begin(hanako_.session), hanako_.session).status, 200); // its twin
}

} // namespace

} // namespace onshi::http
