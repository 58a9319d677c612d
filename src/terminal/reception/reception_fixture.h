#pragma once

#include "domain/access_policy.h"
#include "net/loopback_fixture.h"
#include "pki/card_challenge.h"
#include "support/temporary_folder.h"
#include "terminal/reception/dialogue.h"
#include "vcard/direct_transport.h"
#include "vcard/persona_maker.h"
#include "wire/card_message.h"
#include "wire/sample_messages.h"

#include <algorithm>
#include <map>
#include <optional>

/// Cards and a centre for the tests of this folder and of the page. All people are made up.
namespace onshi::terminal {

using vcard::CardKind;

/// The cards of these tests: an authority and a municipality, made once; keys take long.
struct World
{
    World()
    {
        vcard::AuthorityFolder::create(environment, folder / "authority");
        vcard::Municipality::create(folder / "municipality");
        authority.emplace(folder / "authority");
        municipality.emplace(folder / "municipality");
    }

    const vcard::MadeCard& card(CardKind kind)
    {
        const auto known = cards.find(kind);
        if (known != cards.end())
            return known->second;
        const vcard::CardWish wish{.label = vcard::name_of(kind),
                                   .kind = kind,
                                   .person_code = "SYNTHETIC0001",
                                   .printed = {.name = "見本　花子",
                                               .address = "架空県見本市１－２－３",
                                               .birth_date = *base::Date::of(1985, 4, 7),
                                               .sex = 2,
                                               .expiry = *base::Date::of(2030, 4, 7),
                                               .security_code = "1234"}};
        return cards.emplace(kind, vcard::make_card(environment, *authority, *municipality, wish)).first->second;
    }

    base::SystemClock clock;
    base::SystemRandom random;
    base::Environment environment{clock, random, true};
    const test::TemporaryFolder folder;
    std::optional<vcard::AuthorityFolder> authority;
    std::optional<vcard::Municipality> municipality;
    std::map<CardKind, vcard::MadeCard> cards;
};

inline World& world()
{
    static World made;
    return made;
}

/// A centre that judges messages, modes, staff and the card's signature as the real one does (src/http/card.cpp,
/// src/usecase/card_authentication.cpp), by the same parsers and policy; what it says of the person is played.
class PlayedCentre
{
public:
    PlayedCentre()
        : trust_({.authorities = authorities(), .policies = {vcard::authentication_policy}, .development = true})
        , server_(net::tls_listener(),
                  [this](const net::Request& request, net::Reply reply) { answer(request, reply); })
    {
    }

    [[nodiscard]] net::Address address() const { return {"127.0.0.1", server_.port()}; }

    bool registered = true;
    std::vector<domain::ConsentItem> questions{domain::ConsentItem::checkup, domain::ConsentItem::medication};
    std::vector<std::string> asked;
    std::vector<domain::ConsentItem> given, withdrawn;
    std::optional<domain::ErrorCode> refuses_withdrawal;
    wire::CardFinishRequest finished;
    domain::CardMode mode{};
    std::map<std::string, std::string> session_of_staff; ///< by path

private:
    static std::vector<std::string> authorities()
    {
        std::vector<std::string> pems;
        for (const auto& generation : world().authority->generations(vcard::CardUse::authentication))
            pems.push_back(generation.authority.certificate);
        return pems;
    }

    static net::Response document(std::string json) { return {200, "application/json", std::move(json), {}}; }

    static net::Response refused(const domain::Rejection& rejection)
    {
        return {
            domain::entry_of(rejection.code).http, "application/problem+json", wire::problem_details(rejection), {}};
    }

    void answer(const net::Request& request, net::Reply& reply)
    {
        asked.push_back(request.path);
        session_of_staff[request.path] = request.header("onshi-session");
        if (request.path == "/card/begin")
            return reply(begin(request));
        if (request.path == "/card/finish")
            return reply(finish(request));
        if (request.path == "/card/registration")
            return reply(registration(request.body));
        if (request.path == "/card/withdrawal")
            return reply(withdrawal(request.body));
        reply(reception(request.body));
    }

    /// As the policy has it: whoever confirms by eye is signed in.
    static bool lacks_staff(const net::Request& request, domain::CardMode mode)
    {
        domain::Caller caller;
        caller.cls = domain::CallerClass::terminal;
        if (!request.header("onshi-session").empty())
            caller.staff = domain::StaffMember{.id = "m1", .role = domain::StaffRole::clerk};
        return mode == domain::CardMode::visual &&
               domain::permission(caller, domain::Operation::confirm_by_eye) != domain::Permission::granted;
    }

    net::Response begin(const net::Request& request)
    {
        const auto begin = wire::parse_card_begin(request.body);
        if (!begin)
            return refused(begin.error());
        if (!domain::may_be_opened_by(begin->token, begin->mode))
            return refused(domain::rejection(domain::ErrorCode::contradiction, "mode"));
        if (lacks_staff(request, begin->mode))
            return refused(domain::rejection(domain::ErrorCode::card_staff_missing));
        certificate_ = begin->certificate;
        mode = begin->mode;
        return document(wire::write_card_begin_answer({.auth_id = "00112233445566778899aabbccddeeff",
                                                       .nonce = std::string(32, 'n'),
                                                       .expires_at = world().clock.now(),
                                                       .terminal = "0a",
                                                       .facility = "1310000001"}));
    }

    net::Response finish(const net::Request& request)
    {
        const auto finish = wire::parse_card_finish(request.body);
        if (!finish)
            return refused(finish.error());
        finished = *finish;
        const auto text = pki::to_be_signed({.auth_id = finish->auth_id,
                                             .nonce = std::string(32, 'n'),
                                             .facility = "1310000001",
                                             .terminal = "0a",
                                             .mode = domain::name_of(mode),
                                             .purpose = "outpatient",
                                             .leaf = pki::sha256({certificate_})});
        if (!trust_.prove(certificate_, text, finish->signature, world().clock.now()))
            return refused(domain::rejection(domain::ErrorCode::certificate_expired));
        if (lacks_staff(request, mode))
            return refused(domain::rejection(domain::ErrorCode::card_staff_missing));
        if (mode == domain::CardMode::face && !finish->face)
            return refused(domain::rejection(domain::ErrorCode::element_missing, "evidence"));
        if (mode == domain::CardMode::face && !finish->face->reached())
            return refused(domain::rejection(domain::ErrorCode::card_face_mismatch));
        return document(wire::write_card_finish_answer({.session = "s1",
                                                        .scope = domain::CardScope::full,
                                                        .registered = registered,
                                                        .ends = *base::Date::of(2030, 4, 7),
                                                        .ends_soon = false,
                                                        .questions = {.asked = questions, .whole = true},
                                                        .notice = {}}));
    }

    static net::Response registration(const std::string& body)
    {
        const auto agreed = wire::parse_card_registration(body);
        return agreed ? document(R"({"registered":true})") : refused(agreed.error());
    }

    net::Response reception(const std::string& body)
    {
        const auto reception = wire::parse_card_reception(body);
        if (!reception)
            return refused(reception.error());
        for (const auto item : reception->given)
            if (std::ranges::find(questions, item) == questions.end())
                return refused(domain::rejection(domain::ErrorCode::contradiction, "consents"));
        given = reception->given;
        return {200,
                "application/xml",
                wire::write_eligibility_answer(wire::sample::answer_m3()),
                {{"Onshi-Answer-Id", "a1"}}};
    }

    net::Response withdrawal(const std::string& body)
    {
        const auto withdrawal = wire::parse_card_withdrawal(body);
        if (!withdrawal)
            return refused(withdrawal.error());
        if (refuses_withdrawal)
            return refused(domain::rejection(*refuses_withdrawal));
        withdrawn.insert(withdrawn.end(), withdrawal->items.begin(), withdrawal->items.end());
        return document(R"({"withdrawn":1})");
    }

    pki::CardTrust trust_;
    std::string certificate_;
    net::RunningServer server_;
};

inline card::Pin pin(const char* digits) { return card::Pin::parse(digits).value(); }

} // namespace onshi::terminal
