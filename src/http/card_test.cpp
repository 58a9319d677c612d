#include "http/card_fixture.h"

namespace onshi::http {

namespace {

using testing::HasSubstr;
using wire::Json;

TEST_F(CardTest, from_the_card_to_the_face_answer)
{
    const auto begun = challenge(card_);
    EXPECT_EQ(begun.facility, test::clinic);
    EXPECT_EQ(begun.nonce.size(), 32U);
    const auto response = finish(begun, card_);
    const auto authenticated = wire::parse_card_finish_answer(response.body).value();
    EXPECT_EQ(authenticated.scope, domain::CardScope::full);
    EXPECT_FALSE(authenticated.registered);
    EXPECT_TRUE(authenticated.questions.whole);
    EXPECT_TRUE(authenticated.questions.asks(domain::ConsentItem::medication));
    EXPECT_FALSE(authenticated.questions.asks(domain::ConsentItem::treatment)); // off until the facility turns it on

    const auto& token = authenticated.session;
    EXPECT_EQ(code_in(receive(token)), "OPN30034E"); // 初回登録 comes first
    EXPECT_THAT(
        send("/card/registration", Json::object().set("session", token).set("agree", true).compact(), terminal_).body,
        HasSubstr("true"));
    const auto answered = receive(token, {"medication", "specific_disease"});
    const auto answer = answer_in(answered);
    EXPECT_TRUE(answer.by_card);
    EXPECT_EQ(answer.validity, domain::Validity::valid);
    EXPECT_EQ(answer.facility, test::clinic);
    EXPECT_EQ(answer.file_identifier.size(), 16U);
    EXPECT_EQ(answer.search, std::nullopt);
    EXPECT_EQ(answer.prescription, 2);
    EXPECT_EQ(answer.found->coverage.name, "見本　花子");
    EXPECT_EQ(answer.found->limit_consent, true); // told without a question since 2024-10-07
    EXPECT_EQ(answer.found->coverage.limit_certificates.size(), 1U);
    EXPECT_EQ(answer.found->coverage.specific_diseases.size(), 1U);
    const auto at = test::instant("2026-04-01T09:02:12+09:00");
    const auto until = test::instant("2026-04-02T09:02:12+09:00");
    using enum domain::ConsentItem;
    using enum domain::ConsentFlag;
    EXPECT_THAT(answer.found->consents, testing::ElementsAre(wire::ToldConsent{specific_disease, given, at, {}},
                                                             wire::ToldConsent{checkup, none, {}, {}},
                                                             wire::ToldConsent{medication, given, at, until},
                                                             wire::ToldConsent{treatment, none, {}, {}},
                                                             wire::ToldConsent{operation, none, {}, {}}));
    const auto entries = recorded(domain::AuditEvent::card_checked);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].outcome, 1);
    EXPECT_THAT(entries[0].details, HasSubstr("given=specific_disease,medication refused=checkup"));
    EXPECT_THAT(entries[0].details, HasSubstr("mode=pin purpose=outpatient"));
    EXPECT_EQ(centre_.desk.read_now([](usecase::UnitOfWork& work) {
        return work.audits.counted(test::date("2026-04-01"), domain::Means::card, 1);
    }),
              1);
}

TEST_F(CardTest, the_answer_is_written_as_its_facility_wants_it)
{
    terminal_ = terminal_of(test::other_clinic); // reads Shift_JIS
    const auto token = registered_session(card_);
    const auto xml = receive(token, {}, {{"accept", "application/xml"}, {"idempotency-key", "k"}});
    EXPECT_EQ(xml.content_type, "application/xml; charset=Shift_JIS");
    const auto as_json = receive(token, {}, {{"accept", "application/json"}, {"idempotency-key", "k"}});
    EXPECT_EQ(as_json.content_type, "application/json");
    EXPECT_THAT(as_json.body, HasSubstr("\"ReferenceClassification\": \"1\""));
    EXPECT_EQ(code_in(receive(token, {}, {{"accept", "text/html"}})), "OPN10110E");
}

// --- the challenge

TEST_F(CardTest, a_signature_is_good_once)
{
    const auto body = finish_body(challenge(card_), card_);
    EXPECT_EQ(code_in(send("/card/finish", body, terminal_)), "accepted");
    EXPECT_EQ(code_in(send("/card/finish", body, terminal_)), "OPN20031E");
}

TEST_F(CardTest, a_failed_attempt_uses_the_challenge_up)
{
    const auto begun = challenge(card_);
    auto wrong = begun;
    wrong.nonce[0] = static_cast<char>(wrong.nonce[0] ^ 1);
    EXPECT_EQ(code_in(finish(wrong, card_)), "OPN20060E");
    EXPECT_EQ(code_in(finish(begun, card_)), "OPN20031E");
}

TEST_F(CardTest, a_nonce_is_of_the_terminal_that_got_it)
{
    const auto begun = challenge(card_);
    const auto body = finish_body(begun, card_);
    EXPECT_EQ(code_in(send("/card/finish", body, terminal_of(test::clinic))), "OPN20030E"); // the same facility's other
    EXPECT_EQ(code_in(send("/card/finish", body, terminal_)), "accepted");                  // and it was not used up
}

TEST_F(CardTest, a_nonce_lasts_two_minutes)
{
    const auto late = challenge(card_);
    centre_.clock.advance(std::chrono::seconds(120));
    EXPECT_EQ(code_in(finish(late, card_)), "OPN20032E");
    const auto in_time = challenge(card_);
    centre_.clock.advance(std::chrono::seconds(120) - std::chrono::microseconds(1));
    EXPECT_EQ(code_in(finish(in_time, card_)), "accepted");
}

TEST_F(CardTest, what_was_not_begun_cannot_be_finished)
{
    auto invented = challenge(card_);
    invented.auth_id = std::string(32, '0');
    EXPECT_EQ(code_in(finish(invented, card_)), "OPN20030E");
}

/// The terminal, or somebody in it, changes what the card signs after it began: the centre makes the text from its own
/// memory and finds another one.
TEST_F(CardTest, altered_mode_purpose_facility_or_auth_id_is_found_by_the_signature)
{
    const auto altered = [&](auto alter) {
        const auto begun = challenge(card_);
        auto signed_text = begun;
        alter(signed_text);
        const auto body =
            wire::write_card_finish({begun.auth_id, vcard::sign(card_.key, pki::to_be_signed(signed_text)), {}, ""});
        return code_in(send("/card/finish", body, terminal_));
    };
    EXPECT_EQ(altered([](auto&) {}), "accepted");
    EXPECT_EQ(altered([](auto& c) { c.mode = "pim"; }), "OPN20060E");
    EXPECT_EQ(altered([](auto& c) { c.mode = "face"; }), "OPN20060E");
    EXPECT_EQ(altered([](auto& c) { c.purpose = "outpatienu"; }), "OPN20060E");
    EXPECT_EQ(altered([](auto& c) { c.facility = test::other_clinic; }), "OPN20060E");
    EXPECT_EQ(altered([](auto& c) { c.auth_id.back() = c.auth_id.back() == '0' ? '1' : '0'; }), "OPN20060E");
    EXPECT_EQ(altered([](auto& c) { c.terminal += "0"; }), "OPN20060E");
}

TEST_F(CardTest, a_card_swapped_between_begin_and_finish_is_found)
{
    const auto other = new_card({.key = vcard::new_card_key()});
    const auto begun = challenge(card_);
    EXPECT_EQ(code_in(finish(begun, other)), "OPN20060E");
    EXPECT_EQ(code_in(finish(challenge(other), other)), "accepted"); // as a card of its own it is a good one
}

// --- the certificate

TEST_F(CardTest, a_signing_certificate_is_refused_before_a_pin_is_typed)
{
    const auto signing = new_card({.key_usage = "critical,digitalSignature,nonRepudiation"});
    EXPECT_EQ(code_in(begin_with(signing)), "OPN20041E");
    EXPECT_EQ(code_in(begin_with(card_)), "accepted");
    EXPECT_THAT(recorded(domain::AuditEvent::card_refused).at(0).details, HasSubstr("code=OPN20041E"));
}

TEST_F(CardTest, the_same_serial_under_a_self_made_authority_is_nobodys)
{
    const auto false_authority = vcard::make_authority(centre_.environment);
    const auto serial = key_of(card_).serial();
    const auto forged = vcard::issue_card(centre_.environment, false_authority, {.serial = serial});
    EXPECT_EQ(code_in(begin_with({vcard::der_of(forged.certificate), forged.key})), "OPN20047E");
    EXPECT_EQ(code_in(begin_with(card_)), "accepted");
}

TEST_F(CardTest, bytes_that_are_no_certificate_are_refused)
{
    EXPECT_EQ(code_in(begin_with({"\x30\x03\x02\x01\x01", {}})), "OPN20033E");
}

TEST_F(CardTest, a_centre_without_an_authority_of_cards_accepts_none)
{
    face_->cards.reset();
    EXPECT_EQ(code_in(begin_with(card_)), "OPN20047E");
}

// --- its time

TEST_F(CardTest, an_expired_certificate_opens_the_eligibility_alone_until_three_months_after_its_month)
{
    const auto old = new_card({.not_before = test::instant("2021-02-01T00:00:00+09:00"),
                               .not_after = test::instant("2026-01-10T23:59:59+09:00")});
    link(old, "SYN-00000001");
    static_cast<void>(registered_session(card_));
    // 10 January: month of January, to the end of April.
    centre_.clock.set(test::instant("2026-04-30T23:59:00+09:00"));
    const auto response = authenticate(old);
    const auto in_grace = wire::parse_card_finish_answer(response.body).value();
    EXPECT_EQ(in_grace.scope, domain::CardScope::eligibility_only);
    EXPECT_TRUE(in_grace.questions.asked.empty());
    EXPECT_THAT(response.body, HasSubstr("OPN40011W"));
    EXPECT_EQ(code_in(receive(in_grace.session, {"medication"})), "OPN10201E"); // nobody was asked
    const auto answer = answer_in(receive(in_grace.session));
    EXPECT_EQ(answer.validity, domain::Validity::valid);
    EXPECT_EQ(answer.notice->code, "OPN40011W");
    EXPECT_TRUE(answer.found->coverage.specific_diseases.empty());
    EXPECT_THAT(consents(), testing::IsEmpty());
    centre_.clock.set(test::instant("2026-05-01T00:00:00+09:00"));
    EXPECT_EQ(code_in(authenticate(old)), "OPN20062E");
}

TEST_F(CardTest, a_certificate_that_ends_within_three_months_says_so)
{
    const auto soon = new_card({.not_after = test::instant("2026-06-30T23:59:59+09:00")});
    link(soon, "SYN-00000001");
    EXPECT_THAT(authenticate(soon).body, HasSubstr("OPN40010I"));
    EXPECT_EQ(answer_in(receive(registered_session(soon))).notice->code, "OPN40010I");
    EXPECT_THAT(authenticate(card_).body, testing::Not(HasSubstr("OPN40010I")));
}

// --- revocation

TEST_F(CardTest, revoked_and_not_to_be_confirmed_are_two_things)
{
    responder_.status = vcard::CardStatus::revoked;
    EXPECT_EQ(code_in(authenticate(card_)), "OPN20063E");
    responder_.status = vcard::CardStatus::unknown;
    EXPECT_EQ(code_in(authenticate(card_)), "OPN20039E");
    responder_.status = vcard::CardStatus::good;
    responder_.mute = true;
    EXPECT_EQ(code_in(authenticate(card_)), "OPN20039E");
    responder_.mute = false;
    EXPECT_EQ(code_in(authenticate(card_)), "accepted");
}

// --- how it was opened

TEST_F(CardTest, a_face_must_reach_the_threshold_and_its_numbers_are_recorded)
{
    using enum domain::CardMode;
    const domain::FaceMatch near{"sample-matcher", "1.0", 0.59, 0.6};
    const domain::FaceMatch reached{"sample-matcher", "1.0", 0.6, 0.6};
    EXPECT_EQ(code_in(finish(challenge(card_, face), card_, near)), "OPN20066E");
    EXPECT_EQ(code_in(finish(challenge(card_, face), card_)), "OPN10002E");
    EXPECT_EQ(code_in(finish(challenge(card_, face), card_, reached)), "accepted");
    EXPECT_THAT(recorded(domain::AuditEvent::card_authenticated).at(0).details,
                HasSubstr("mode=face purpose=outpatient token=card matcher=sample-matcher version=1.0 score=0.6 "
                          "threshold=0.6"));
}

TEST_F(CardTest, a_telephone_has_no_face_to_compare)
{
    EXPECT_EQ(code_in(begin_with(card_, domain::CardMode::face, domain::CardToken::android)), "OPN10201E");
    EXPECT_EQ(code_in(begin_with(card_, domain::CardMode::pin, domain::CardToken::android)), "accepted");
}

TEST_F(CardTest, a_visual_confirmation_needs_somebody_who_is_signed_in)
{
    EXPECT_EQ(code_in(begin_with(card_, domain::CardMode::visual)), "OPN20067E");
    EXPECT_THAT(recorded(domain::AuditEvent::card_refused).at(0).details, HasSubstr("mode=visual"));
}

// --- whose it is

TEST_F(CardTest, a_card_of_nobody_yet_cannot_be_registered_until_it_is_linked)
{
    const auto unknown = new_card();
    const auto token = session(unknown);
    const auto body = Json::object().set("session", token).set("agree", true).compact();
    EXPECT_EQ(code_in(send("/card/registration", body, terminal_)), "OPN30030E");
    link(unknown, "SYN-00000001");
    EXPECT_EQ(code_in(send("/card/registration", body, terminal_)), "accepted");
}

TEST_F(CardTest, without_agreement_nothing_is_registered)
{
    const auto token = session(card_);
    const auto body = Json::object().set("session", token).set("agree", false).compact();
    EXPECT_THAT(send("/card/registration", body, terminal_).body, HasSubstr("false"));
    EXPECT_EQ(code_in(receive(token)), "OPN30034E");
}

TEST_F(CardTest, a_reissued_card_follows_the_person_and_the_old_one_is_refused)
{
    static_cast<void>(registered_session(card_));
    const auto renewed = new_card();
    link(renewed, "SYN-00000001", key_of(card_).serial());
    EXPECT_EQ(code_in(authenticate(card_)), "OPN20064E");
    const auto response = authenticate(renewed);
    EXPECT_TRUE(wire::parse_card_finish_answer(response.body)->registered); // 初回登録 is the person's
    EXPECT_EQ(answer_in(receive(session(renewed))).found->coverage.name, "見本　花子");
}

TEST_F(CardTest, after_a_change_of_insurer_the_same_card_answers_with_the_new_one)
{
    EXPECT_EQ(answer_in(receive(registered_session(card_))).found->insurer_name, "見本健康保険組合");
    auto left = hanako_with_disease();
    left.lost = test::date("2026-04-02");
    left.loss_reason = domain::LossReason::other_insurance;
    centre_.report("SYN-00000001", left);
    auto moved = test::hanako();
    moved.insurer = test::insurer(test::sample_city);
    moved.id = test::insured_id("見本", "5678");
    moved.gained = test::date("2026-04-02");
    centre_.report("SYN-00000001", moved);
    centre_.clock.set(test::instant("2026-04-02T08:30:00+09:00"));
    const auto answer = answer_in(receive(session(card_)));
    EXPECT_EQ(answer.validity, domain::Validity::valid);
    EXPECT_EQ(answer.found->insurer_name, "架空県見本市");
    EXPECT_EQ(answer.on, test::date("2026-04-02"));
}

TEST_F(CardTest, of_a_person_without_cover_the_last_row_is_told_with_what_to_do)
{
    auto left = hanako_with_disease();
    left.lost = test::date("2026-04-01");
    centre_.report("SYN-00000001", left);
    const auto answer = answer_in(receive(registered_session(card_)));
    EXPECT_EQ(answer.validity, domain::Validity::lost);
    EXPECT_EQ(answer.notice->code, "OPN40012W");
    EXPECT_THAT(answer.notice->message, HasSubstr("被保険者資格申立書"));
    EXPECT_TRUE(answer.found->coverage.limit_certificates.empty());
}

TEST_F(CardTest, protection_hides_the_address_or_closes_the_card)
{
    EXPECT_NE(answer_in(receive(registered_session(card_))).found->coverage.address, "");
    auto protected_row = hanako_with_disease();
    protected_row.undisclosed = true;
    centre_.report("SYN-00000001", protected_row);
    EXPECT_EQ(answer_in(receive(session(card_))).found->coverage.address, "");
    const auto token = session(card_);
    protected_row.self_withheld = true;
    centre_.report("SYN-00000001", protected_row);
    EXPECT_EQ(code_in(receive(token)), "OPN20065E"); // closed between the signature and the answer
    EXPECT_EQ(code_in(authenticate(card_)), "OPN20065E");
}

// --- who may

TEST_F(CardTest, only_a_terminal_comes_here)
{
    for (const auto* path :
         {"/card/begin", "/card/finish", "/card/registration", "/card/reception", "/card/withdrawal"})
        EXPECT_EQ(code_in(send(path, "{", "")), "OPN20001E") << path;
    EXPECT_EQ(code_in(send("/card/begin", "{", terminal_)), "OPN10007E"); // the twin: a terminal hears what is wrong
}

TEST_F(CardTest, what_is_refused_is_on_the_record_with_its_code)
{
    responder_.status = vcard::CardStatus::revoked;
    static_cast<void>(authenticate(card_));
    const auto refused = recorded(domain::AuditEvent::card_refused);
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_THAT(refused[0].details, HasSubstr("code=OPN20063E"));
    EXPECT_THAT(refused[0].details, HasSubstr("auth="));
    EXPECT_EQ(refused[0].caller.holder, test::clinic);
    EXPECT_EQ(refused[0].person, std::nullopt);
}

} // namespace

} // namespace onshi::http
