#include "http/pipeline.h"

#include "pki/card_challenge.h"
#include "storage/audit_store.h"
#include "storage/card_store.h"
#include "storage/consent_store.h"
#include "support/memory_centre.h"
#include "usecase/certificates.h"
#include "usecase/corrections.h"
#include "usecase/imports.h"
#include "vcard/authority.h"
#include "wire/card_message.h"
#include "wire/eligibility_message.h"
#include "wire/json.h"

#include <array>
#include <atomic>
#include <future>
#include <gmock/gmock.h>
#include <map>

// The card's way through the real pipeline, with certificates and signatures of the development authority. Each refusal
// of doc/formats/card.md has a twin beside it, the same but for that one property, that succeeds.

namespace onshi::http {

namespace {

using domain::CallerClass;
using test::MemoryCentre;
using testing::HasSubstr;
using wire::Json;

/// The development authority answers for itself, within the process. Mute: it cannot be reached.
class Responder final : public pki::RevocationSource
{
public:
    Responder(const base::Environment& environment, const pki::Identity& authority)
        : environment_(environment)
        , authority_(authority)
    {
    }
    std::optional<std::string> fetch_ocsp(const std::string& request) override
    {
        if (mute)
            return std::nullopt;
        return vcard::answer_ocsp(environment_, authority_, authority_, request,
                                  [this](const std::string&) { return vcard::CardStanding(status.load()); });
    }
    std::optional<std::string> fetch_crl() override { return std::nullopt; }

    std::atomic<bool> mute = false;
    std::atomic<vcard::CardStatus> status = vcard::CardStatus::good;

private:
    const base::Environment& environment_;
    const pki::Identity& authority_;
};

/// One authority for all tests: its keys take a while. Its life is long enough for every clock here.
const pki::Identity& shared_authority(const base::Environment& environment)
{
    static const auto authority = vcard::make_authority(
        environment, {.not_before = test::instant("2016-01-01T00:00:00+09:00"), .valid = std::chrono::years(30)});
    return authority;
}

struct Card
{
    std::string leaf, key; ///< DER; PEM
};

class CardTest : public testing::Test
{
protected:
    CardTest()
        : authority_(shared_authority(centre_.environment))
        , trust_({.authorities = {authority_.certificate},
                  .signing_authorities = {},
                  .policies = {vcard::authentication_policy},
                  .development = true})
        , responder_(centre_.environment, authority_)
        , revocation_(trust_, responder_, centre_.environment, std::chrono::minutes(0))
    {
        const auto root = pki::make_root(centre_.environment, "test", std::chrono::years(5));
        callers_ = pki::make_issuing(centre_.environment, root, "test", std::chrono::years(5));
        face_ = std::make_unique<Centre>(Centre{.environment = centre_.environment,
                                                .desk = centre_.desk,
                                                .log = log_,
                                                .metrics = metrics_,
                                                .issuing_authority = callers_,
                                                .root_certificate = root.certificate,
                                                .limits = {.requests_per_second = 10'000, .burst = 10'000},
                                                .version = "test",
                                                .database = "SQLite in memory",
                                                .cards = CardVerification{trust_, revocation_}});
        pipeline_ = std::make_unique<Pipeline>(*face_);
        terminal_ = terminal_of(test::clinic);
        centre_.report("SYN-00000001", hanako_with_disease());
        card_ = new_card();
        link(card_, "SYN-00000001");
    }
    ~CardTest() override { pipeline_.reset(); }

    static domain::Coverage hanako_with_disease()
    {
        auto coverage = test::hanako();
        coverage.limit_certificates = {{domain::LimitKind::limit,
                                        "A03",
                                        test::date("2026-04-01"),
                                        {test::date("2026-04-01"), test::date("2026-08-31")},
                                        {}}};
        coverage.specific_diseases = {{1, {}, {test::date("2025-08-01"), test::date("2026-07-31")}, 10'000}};
        return coverage;
    }

    std::string terminal_of(const char* facility)
    {
        const auto enrolled = centre_.desk.write_now([&](usecase::UnitOfWork& work) {
            const auto code = usecase::issue_code(work, MemoryCentre::shell(), CallerClass::terminal, facility).value();
            return usecase::enrol(work, callers_, code, pki::signing_request(pki::new_key(), "x")).value();
        });
        return pki::hex(pki::read_certificate(enrolled.certificate).value().fingerprint);
    }

    Card new_card(vcard::LeafProfile profile = {})
    {
        static const auto key = vcard::new_card_key(); // one for all: only its holder's name differs
        if (profile.key.empty() && profile.bits == 2048 && profile.exponent == 65537 && !profile.elliptic)
            profile.key = key;
        const auto identity = vcard::issue_card(centre_.environment, authority_, profile);
        return {vcard::der_of(identity.certificate), identity.key};
    }

    domain::CardKey key_of(const Card& card)
    {
        const auto facts = pki::read_card_certificate(card.leaf).value();
        return domain::CardKey::parse(facts.issuer_key_id, facts.serial).value();
    }

    void link(const Card& card, const char* person, const std::string& predecessor = {})
    {
        const std::array rows{domain::CardReport{
            test::person(person),
            {.key = key_of(card), .not_before = test::date("2021-04-01"), .not_after = test::date("2031-03-31")},
            predecessor}};
        const auto result = centre_.desk.write_now([&](usecase::UnitOfWork& work) {
            return import_batch(work, MemoryCentre::shell(), std::span<const domain::CardReport>(rows), "test");
        });
        ASSERT_TRUE(result.refused.empty());
    }

    net::Response send(const char* path, std::string body, const std::string& terminal,
                       std::vector<std::pair<std::string, std::string>> headers = {}, const char* method = "POST")
    {
        net::Request request;
        request.method = method;
        request.path = path;
        request.headers = std::move(headers);
        request.body = std::move(body);
        request.client_certificate = terminal;
        request.remote = "127.0.0.1";
        auto promise = std::make_shared<std::promise<net::Response>>();
        auto future = promise->get_future();
        pipeline_->handle(std::move(request),
                          [promise](net::Response response) { promise->set_value(std::move(response)); });
        return future.get();
    }

    net::Response begin_with(const Card& card, domain::CardMode mode = domain::CardMode::pin,
                             domain::CardToken token = domain::CardToken::card)
    {
        return send("/card/begin", wire::write_card_begin({mode, domain::CarePurpose::outpatient, token, card.leaf}),
                    terminal_);
    }
    pki::CardChallenge challenge(const Card& card, domain::CardMode mode = domain::CardMode::pin)
    {
        const auto response = begin_with(card, mode);
        EXPECT_EQ(response.status, 200) << response.body;
        const auto begun = wire::parse_card_begin_answer(response.body).value();
        return {.auth_id = begun.auth_id,
                .nonce = begun.nonce,
                .facility = begun.facility,
                .terminal = begun.terminal,
                .mode = domain::name_of(mode),
                .purpose = "outpatient",
                .leaf = pki::sha256({card.leaf})};
    }
    static std::string finish_body(const pki::CardChallenge& challenge, const Card& card,
                                   std::optional<domain::FaceMatch> face = {})
    {
        return wire::write_card_finish(
            {challenge.auth_id, vcard::sign(card.key, pki::to_be_signed(challenge)), std::move(face), ""});
    }
    net::Response finish(const pki::CardChallenge& challenge, const Card& card,
                         std::optional<domain::FaceMatch> face = {})
    {
        return send("/card/finish", finish_body(challenge, card, std::move(face)), terminal_);
    }
    net::Response authenticate(const Card& card, domain::CardMode mode = domain::CardMode::pin)
    {
        return finish(challenge(card, mode), card);
    }
    std::string session(const Card& card)
    {
        const auto response = authenticate(card);
        EXPECT_EQ(response.status, 200) << response.body;
        return wire::parse_card_finish_answer(response.body).value().session;
    }
    /// A session of a card whose person is registered.
    std::string registered_session(const Card& card)
    {
        auto token = session(card);
        const auto body = Json::object().set("session", token).set("agree", true).compact();
        EXPECT_EQ(send("/card/registration", body, terminal_).status, 200);
        return token;
    }
    static std::string reception_body(const std::string& session, const std::vector<const char*>& given)
    {
        auto consents = Json::object();
        for (const auto* item : given)
            consents.set(item, true);
        return Json::object().set("session", session).set("consents", consents).set("prescription", 2).compact();
    }
    net::Response receive(const std::string& session, const std::vector<const char*>& given = {},
                          std::vector<std::pair<std::string, std::string>> headers = {{"accept", "application/xml"}})
    {
        return send("/card/reception", reception_body(session, given), terminal_, std::move(headers));
    }
    static wire::EligibilityAnswer answer_in(const net::Response& response)
    {
        EXPECT_EQ(response.status, 200) << response.body;
        return wire::parse_eligibility_answer(response.body).value();
    }
    static std::string code_in(const net::Response& response)
    {
        return response.status == 200 ? "accepted" : Json::parse(response.body)->text_of("code");
    }

    /// The entries of an event on the record.
    std::vector<domain::AuditEntry> recorded(domain::AuditEvent event)
    {
        return centre_.desk.read_now([&](usecase::UnitOfWork& work) {
            std::vector<domain::AuditEntry> found;
            work.audits.each([&](const domain::AuditEntry& entry) {
                if (entry.event == event)
                    found.push_back(entry);
            });
            return found;
        });
    }
    std::vector<domain::Consent> consents(const char* facility = test::clinic)
    {
        return centre_.desk.read_now([&](usecase::UnitOfWork& work) {
            const auto person = work.cards.linked(key_of(card_), base::Instant::max())->person;
            return work.consents.of(person, test::facility(facility), base::Instant::max());
        });
    }
    domain::ConsentFlag flag(domain::ConsentItem item, const char* facility = test::clinic)
    {
        return domain::standing(consents(facility), item, domain::CarePurpose::outpatient,
                                centre_.environment.clock.now())
            .flag;
    }

    MemoryCentre centre_;
    const pki::Identity& authority_;
    pki::CardTrust trust_;
    Responder responder_;
    pki::RevocationCheck revocation_;
    base::Log log_{centre_.environment, base::LogLevel::error};
    base::Metrics metrics_;
    pki::Identity callers_;
    std::unique_ptr<Centre> face_;
    std::unique_ptr<Pipeline> pipeline_;
    std::string terminal_;
    Card card_;
};

constexpr std::chrono::seconds second{1};

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

// --- the session

TEST_F(CardTest, a_session_is_of_its_terminal_and_ends_after_ten_minutes)
{
    const auto token = registered_session(card_);
    EXPECT_EQ(code_in(send("/card/reception", reception_body(token, {}), terminal_of(test::clinic))), "OPN20068E");
    centre_.clock.advance(std::chrono::minutes(10));
    EXPECT_EQ(code_in(receive(token)), "OPN20068E");
    const auto fresh = session(card_);
    centre_.clock.advance(std::chrono::minutes(10) - second);
    EXPECT_EQ(code_in(receive(fresh)), "accepted");
    EXPECT_EQ(code_in(receive("invented")), "OPN20068E");
}

TEST_F(CardTest, a_repeated_reception_is_the_same_answer_once)
{
    const auto token = registered_session(card_);
    const std::vector<std::pair<std::string, std::string>> keyed{{"accept", "application/xml"},
                                                                 {"idempotency-key", "r1"}};
    const auto first = receive(token, {"medication", "specific_disease"}, keyed);
    ASSERT_EQ(first.status, 200);
    auto other_name = hanako_with_disease(); // what becomes known later changes nothing of it
    other_name.name = "新名　花子";
    other_name.specific_diseases.clear();
    centre_.report("SYN-00000001", other_name);
    centre_.clock.advance(std::chrono::hours(30)); // after the session, and after the consent
    const auto again = receive(token, {"medication", "specific_disease"}, keyed);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.headers.at(0), first.headers.at(0)); // Onshi-Answer-Id
    EXPECT_EQ(recorded(domain::AuditEvent::card_checked).size(), 1U);
    EXPECT_EQ(code_in(receive(token, {}, keyed)), "OPN30001E"); // the key with other content
}

TEST_F(CardTest, a_session_is_good_for_one_reception)
{
    const auto token = registered_session(card_);
    EXPECT_EQ(receive(token).body, receive(token).body); // without a key the session is the key
    EXPECT_EQ(recorded(domain::AuditEvent::card_checked).size(), 1U);
    EXPECT_EQ(code_in(receive(token, {}, {{"idempotency-key", "other"}})), "OPN30035E");
}

// --- consent

TEST_F(CardTest, a_consent_lasts_24_hours_and_is_this_facilitys)
{
    using enum domain::ConsentItem;
    using enum domain::ConsentFlag;
    static_cast<void>(receive(registered_session(card_), {"medication"}));
    EXPECT_EQ(flag(medication), given);
    EXPECT_EQ(flag(checkup), none);
    EXPECT_EQ(flag(medication, test::other_clinic), none);
    centre_.clock.advance(std::chrono::hours(24) - std::chrono::microseconds(1));
    EXPECT_EQ(flag(medication), given);
    centre_.clock.advance(std::chrono::microseconds(1));
    EXPECT_EQ(flag(medication), expired);
}

TEST_F(CardTest, a_consent_is_withdrawn_at_once)
{
    const auto token = registered_session(card_);
    static_cast<void>(receive(token, {"medication", "checkup"}));
    const auto body = Json::object().set("session", token).set("items", Json::array().push("medication")).compact();
    centre_.clock.advance(second);
    EXPECT_THAT(send("/card/withdrawal", body, terminal_).body, HasSubstr("\"withdrawn\": 1"));
    EXPECT_EQ(flag(domain::ConsentItem::medication), domain::ConsentFlag::none);
    EXPECT_EQ(flag(domain::ConsentItem::checkup), domain::ConsentFlag::given);
    EXPECT_EQ(consents().at(1).end, domain::ConsentEnd::by_patient); // checkup stands before medication
    EXPECT_THAT(recorded(domain::AuditEvent::consent_withdrawn).at(0).details, HasSubstr("items=medication"));
    EXPECT_THAT(send("/card/withdrawal", body, terminal_).body,
                HasSubstr("\"withdrawn\": 0")); // nothing is left to withdraw
}

TEST_F(CardTest, the_next_reception_without_it_ends_a_consent)
{
    static_cast<void>(receive(registered_session(card_), {"medication"}));
    centre_.clock.advance(second);
    static_cast<void>(receive(session(card_), {"checkup"}));
    EXPECT_EQ(flag(domain::ConsentItem::medication), domain::ConsentFlag::none);
    EXPECT_EQ(flag(domain::ConsentItem::checkup), domain::ConsentFlag::given);
}

TEST_F(CardTest, refusing_everything_never_blocks_the_check)
{
    const auto answer = answer_in(receive(registered_session(card_)));
    EXPECT_EQ(answer.validity, domain::Validity::valid);
    EXPECT_EQ(answer.found->insurer_name, "見本健康保険組合");
    EXPECT_TRUE(answer.found->coverage.specific_diseases.empty());
}

TEST_F(CardTest, a_facility_chooses_what_its_patients_are_asked_for)
{
    const auto token = registered_session(card_);
    EXPECT_EQ(code_in(receive(token, {"treatment"})), "OPN10201E");
    const domain::ConsentOffer everything{.checkup = true, .medication = true, .treatment = true, .operation = true};
    const auto changed = send("/facility/consents", wire::write_consent_offer(everything), terminal_, {}, "PUT");
    EXPECT_EQ(wire::parse_consent_offer(changed.body), everything);
    EXPECT_EQ(wire::parse_consent_offer(send("/facility/consents", "", terminal_, {}, "GET").body), everything);
    EXPECT_EQ(code_in(receive(token, {"treatment"})), "accepted"); // the session was not used up by the refusal
    EXPECT_EQ(recorded(domain::AuditEvent::consent_offer_changed).size(), 1U);
}

TEST_F(CardTest, before_october_2024_the_limit_certificate_was_asked_for)
{
    const auto card = new_card({.not_before = test::instant("2022-01-01T00:00:00+09:00"),
                                .not_after = test::instant("2027-01-01T00:00:00+09:00")});
    link(card, "SYN-00000001");
    auto row = hanako_with_disease();
    row.limit_certificates = {
        {domain::LimitKind::limit, "A03", {}, {test::date("2024-08-01"), test::date("2025-07-31")}, {}}};
    centre_.report("SYN-00000001", row);
    static_cast<void>(registered_session(card));
    centre_.clock.set(test::instant("2024-10-06T10:00:00+09:00"));
    EXPECT_EQ(answer_in(receive(session(card))).found->limit_consent, false);
    centre_.clock.advance(second);
    const auto agreed = answer_in(receive(session(card), {"limit_certificate"}));
    EXPECT_EQ(agreed.found->limit_consent, true);
    EXPECT_EQ(agreed.found->coverage.limit_certificates.size(), 1U);
    centre_.clock.set(test::instant("2024-10-07T10:00:00+09:00"));
    EXPECT_EQ(code_in(receive(session(card), {"limit_certificate"})), "OPN10201E");
    EXPECT_EQ(answer_in(receive(session(card))).found->limit_consent, true);
}

// --- undo

TEST_F(CardTest, an_answer_by_card_from_a_fact_that_was_corrected_is_found)
{
    static_cast<void>(receive(registered_session(card_)));
    centre_.clock.advance(second);
    const auto since = centre_.clock.now();
    auto mended = hanako_with_disease();
    mended.name = "新名　花子"; // matters neither for care nor for the bill
    centre_.report("SYN-00000001", mended);
    const auto found = [&] {
        return centre_.desk.read_now([&](usecase::UnitOfWork& work) {
            return usecase::find_corrections(work, MemoryCentre::shell(),
                                             {.since = since, .until = {}, .insurer = {}, .facility = {}});
        });
    };
    EXPECT_EQ(found().answers.size(), 0U);
    centre_.clock.advance(second);
    mended.limit_certificates[0].cls = "A04";
    centre_.report("SYN-00000001", mended);
    const auto corrections = found();
    ASSERT_EQ(corrections.answers.size(), 1U);
    EXPECT_EQ(corrections.answers[0].facility, test::clinic);
    EXPECT_EQ(corrections.answers[0].answer_id, recorded(domain::AuditEvent::card_checked).at(0).answer_id);
    EXPECT_THAT(domain::difference_words(corrections.answers[0].said, corrections.answers[0].now),
                HasSubstr("A03→A04"));
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
