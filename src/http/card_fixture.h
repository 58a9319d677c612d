#pragma once

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

/// The card's way through the real pipeline, with certificates and signatures of the development authority. Each
/// refusal of doc/formats/card.md has a twin beside it, the same but for that one property, that succeeds.
namespace onshi::http {

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
inline const pki::Identity& shared_authority(const base::Environment& environment)
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
            const auto code =
                usecase::issue_code(work, test::MemoryCentre::shell(), domain::CallerClass::terminal, facility).value();
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
            return import_batch(work, test::MemoryCentre::shell(), std::span<const domain::CardReport>(rows), "test");
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
        const auto body = wire::Json::object().set("session", token).set("agree", true).compact();
        EXPECT_EQ(send("/card/registration", body, terminal_).status, 200);
        return token;
    }
    static std::string reception_body(const std::string& session, const std::vector<const char*>& given)
    {
        auto consents = wire::Json::object();
        for (const auto* item : given)
            consents.set(item, true);
        return wire::Json::object().set("session", session).set("consents", consents).set("prescription", 2).compact();
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
        return response.status == 200 ? "accepted" : wire::Json::parse(response.body)->text_of("code");
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

    test::MemoryCentre centre_;
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

} // namespace onshi::http
