#include "http/card.h"

#include "base/fault.h"
#include "http/eligibility.h"
#include "http/refusal.h"
#include "usecase/card_authentication.h"
#include "usecase/card_reception.h"
#include "wire/card_message.h"
#include "wire/consent_rules.h"
#include "wire/json.h"

#include <algorithm>

namespace onshi::http {

namespace {

using domain::ErrorCode;
using wire::Json;

constexpr const char* json = "application/json";

net::Response refused(Notes& notes, const domain::Rejection& rejection)
{
    notes.error_code = domain::entry_of(rejection.code).wire;
    return refuse(Speech::problem, rejection, {});
}

net::Response document(std::string text) { return {200, json, std::move(text), {}}; }

/// Runs a step that gives a result, and joins its refusal with that of the caller.
template<class T, class F>
domain::Result<T> step(Steps& steps, F f)
{
    std::optional<domain::Result<T>> result;
    const auto admitted = steps.write([&](Exchange& exchange) { result.emplace(f(exchange)); });
    if (!admitted)
        return std::unexpected(admitted.error());
    ONSHI_CHECK(result.has_value());
    return *std::move(result);
}

std::expected<pki::CardCertificate, pki::CardRefusal> accepted(const Centre& centre, const std::string& leaf)
{
    if (!centre.cards)
        return std::unexpected(pki::CardRefusal::issuer_unknown); // no authority of cards is configured
    return centre.cards->trust.accept(leaf, centre.environment.clock.now());
}

/// Whose settings: the facility of the certificate. The policy lets terminals alone come here, and each has one.
const domain::FacilityCode& own_facility(const Exchange& exchange)
{
    ONSHI_CHECK(exchange.caller.facility.has_value());
    return *exchange.caller.facility;
}

wire::CodedMessage coded(domain::NoticeCode code)
{
    const auto& entry = domain::notice_of(code);
    return {entry.wire, entry.desk};
}

/// Of the answer and of the card; where both have something to say, the answer's code stands before.
std::optional<wire::CodedMessage> notice(const usecase::CardCheckAnswer& check)
{
    std::optional<wire::CodedMessage> told;
    if (check.decision.validity != domain::Validity::valid)
        told = wire::CodedMessage{domain::notice_of(domain::card_refusal_notice(check.decision)).wire,
                                  domain::card_explanation(check.decision, check.on, check.asked)};
    if (check.scope == domain::CardScope::full && !check.ends_soon)
        return told;
    auto of_card = coded(check.scope == domain::CardScope::eligibility_only ? domain::NoticeCode::card_expired_in_grace
                                                                            : domain::NoticeCode::card_ends_soon);
    if (!told)
        return of_card;
    told->message += "【カード】" + of_card.message;
    return told;
}

std::vector<wire::ToldConsent> told_consents(const usecase::CardCheckAnswer& check)
{
    std::vector<wire::ToldConsent> told;
    for (const auto item : domain::consent_items) {
        if (item == domain::ConsentItem::limit_certificate)
            continue; // it has its own place
        wire::ToldConsent consent{.item = item, .flag = domain::ConsentFlag::none, .at = {}, .until = {}};
        if (std::ranges::find(check.given, item) != check.given.end()) {
            consent.flag = domain::ConsentFlag::given;
            consent.at = check.at;
            if (item != domain::ConsentItem::specific_disease) // there is no element for it
                consent.until = check.at + domain::consent_lasts;
        }
        told.push_back(consent);
    }
    return told;
}

wire::EligibilityAnswer to_wire(const usecase::CardCheckAnswer& check, const std::string& facility,
                                std::optional<int> prescription)
{
    wire::EligibilityAnswer answer{.at = check.at, .on = check.on};
    answer.facility = facility;
    answer.file_identifier = check.file_token;
    answer.character_code = static_cast<wire::CharacterCode>(check.character_code);
    answer.by_card = true;
    answer.prescription = prescription;
    answer.notice = notice(check);
    answer.validity = check.decision.validity;
    if (const auto& coverage = check.decision.coverage) {
        answer.found = wire::FoundCoverage{.coverage = *coverage,
                                           .insurer_name = check.insurer_name,
                                           .preschool = check.preschool,
                                           .reference_number = check.reference_number,
                                           .consents = told_consents(check)};
        if (check.decision.validity == domain::Validity::valid)
            answer.found->limit_consent = check.limit_consent;
    }
    return answer;
}

/// What the caller wants of a face answer; JSON if it does not say. Error: media_type.
domain::Result<bool> wants_xml(const net::Request& request)
{
    const auto accept = request.header("accept");
    if (accept.contains("application/xml") || accept.contains("text/xml"))
        return true;
    if (accept.empty() || accept.contains(json) || accept.contains("*/*"))
        return false;
    return std::unexpected(domain::rejection(ErrorCode::media_type, "Accept"));
}

net::Response written(wire::EligibilityAnswer answer, bool as_xml)
{
    if (!as_xml) {
        answer.character_code = wire::CharacterCode::utf8;
        return document(wire::eligibility_answer_json(answer));
    }
    wire::tell_substitutions(answer);
    return {200, wire::content_type(answer.character_code), wire::write_eligibility_answer(answer), {}};
}

} // namespace

net::Response post_card_begin(Steps& steps)
{
    const auto asked = wire::parse_card_begin(steps.request.body);
    if (!asked)
        return refused(steps.notes, asked.error());
    const auto leaf = accepted(steps.centre, asked->certificate);
    const auto begun =
        step<wire::CardBeginAnswer>(steps, [&](Exchange& exchange) -> domain::Result<wire::CardBeginAnswer> {
            const auto one = usecase::begin_card(exchange.work, exchange.caller,
                                                 {asked->mode, asked->purpose, asked->token, asked->certificate}, leaf);
            if (!one)
                return std::unexpected(one.error());
            return wire::CardBeginAnswer{.auth_id = one->auth_id,
                                         .nonce = one->nonce,
                                         .expires_at = one->expires_at,
                                         .terminal = exchange.caller.id,
                                         .facility = exchange.caller.holder};
        });
    return begun ? document(wire::write_card_begin_answer(*begun)) : refused(steps.notes, begun.error());
}

net::Response post_card_finish(Steps& steps)
{
    const auto asked = wire::parse_card_finish(steps.request.body);
    if (!asked)
        return refused(steps.notes, asked.error());
    // The challenge is used up before anybody looks at the signature.
    const auto claim = step<usecase::CardClaim>(
        steps, [&](Exchange& exchange) { return usecase::claim_card(exchange.work, exchange.caller, asked->auth_id); });
    if (!claim)
        return refused(steps.notes, claim.error());
    const auto& cards = steps.centre.cards;
    ONSHI_CHECK(cards.has_value()); // without them nothing can have begun
    const auto proof = usecase::examine_card(cards->trust, cards->revocation, *claim, asked->signature,
                                             steps.centre.environment.clock.now());
    const auto done = step<usecase::CardAuthenticated>(steps, [&](Exchange& exchange) {
        return usecase::conclude_card(exchange.work, exchange.caller, wire::consent_rules(), *claim,
                                      {asked->face, asked->reason}, proof);
    });
    if (!done)
        return refused(steps.notes, done.error());
    return document(wire::write_card_finish_answer({.session = done->session,
                                                    .scope = done->scope,
                                                    .registered = done->registered,
                                                    .ends = done->ends,
                                                    .ends_soon = done->ends_soon,
                                                    .questions = done->questions,
                                                    .notice = done->notice}));
}

net::Response post_card_registration(Exchange& exchange)
{
    const auto asked = wire::parse_card_registration(exchange.request.body);
    if (!asked)
        return refused(exchange.notes, asked.error());
    const auto registered = usecase::register_card(exchange.work, exchange.caller, asked->session, asked->agree);
    if (!registered)
        return refused(exchange.notes, registered.error());
    return document(Json::object().set("registered", *registered).pretty());
}

net::Response post_card_reception(Exchange& exchange)
{
    const auto as_xml = wants_xml(exchange.request);
    const auto key = idempotency_key(exchange.request);
    const auto asked = wire::parse_card_reception(exchange.request.body);
    if (!as_xml || !key || !asked)
        return refused(exchange.notes, !as_xml ? as_xml.error() : !key ? key.error() : asked.error());
    const auto check = usecase::check_by_card(
        exchange.work, exchange.caller, wire::consent_rules(),
        {.session = asked->session, .given = asked->given, .message = exchange.request.body, .idempotency_key = *key});
    if (!check)
        return refused(exchange.notes, check.error());
    exchange.notes.validity = static_cast<int>(check->decision.validity);
    auto response = written(to_wire(*check, exchange.caller.holder, asked->prescription), *as_xml);
    response.headers.emplace_back("Onshi-Answer-Id", check->answer_id);
    return response;
}

net::Response post_card_withdrawal(Exchange& exchange)
{
    const auto asked = wire::parse_card_withdrawal(exchange.request.body);
    if (!asked)
        return refused(exchange.notes, asked.error());
    const auto gone = usecase::withdraw_consents(exchange.work, exchange.caller, asked->session, asked->items);
    if (!gone)
        return refused(exchange.notes, gone.error());
    return document(Json::object().set("withdrawn", *gone).pretty());
}

net::Response get_consent_offer(Exchange& exchange)
{
    return document(wire::write_consent_offer(usecase::consent_offer(exchange.work, own_facility(exchange))));
}

net::Response put_consent_offer(Exchange& exchange)
{
    const auto offer = wire::parse_consent_offer(exchange.request.body);
    if (!offer)
        return refused(exchange.notes, offer.error());
    usecase::set_consent_offer(exchange.work, exchange.caller, own_facility(exchange), *offer);
    return document(wire::write_consent_offer(*offer));
}

} // namespace onshi::http
