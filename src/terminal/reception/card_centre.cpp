#include "terminal/reception/card_centre.h"

#include "base/base64.h"
#include "base/fault.h"

namespace onshi::terminal {

namespace {

const char* name_of(card::TokenKind token)
{
    switch (token) {
    case card::TokenKind::card:
        return "card";
    case card::TokenKind::android:
        return "android";
    case card::TokenKind::ios:
        return "ios";
    }
    std::unreachable();
}

bool is_true(const wire::Json& object, std::string_view name) { return object.member(name).scalar() == "1"; }

/// Items that the patient is to be asked about.
std::vector<std::string> questions_in(const wire::Json& answer)
{
    std::vector<std::string> items;
    answer.member("questions").each_item([&](const wire::Json& question) {
        if (is_true(question, "asked"))
            items.push_back(question.text_of("item"));
    });
    return items;
}

} // namespace

domain::Result<CardCentre::Begun> CardCentre::begin(Mode mode, const std::string& certificate, card::TokenKind token)
{
    auto body = wire::Json::object();
    body.set("mode", terminal::name_of(mode)).set("purpose", "outpatient");
    body.set("certificate", base::to_base64(certificate)).set("token", name_of(token));
    const auto answer = link_.ask({.path = "/card/begin", .body = body.compact()});
    if (!answer)
        return std::unexpected(answer.error());
    const auto nonce = base::from_base64(answer->text_of("nonce"));
    if (!nonce)
        throw base::Fault(base::FaultCode::network, "the centre's nonce is no base 64");
    return Begun{answer->text_of("auth_id"), *nonce, answer->text_of("facility"), answer->text_of("terminal")};
}

domain::Result<CardCentre::Finished> CardCentre::finish(const Proof& proof)
{
    auto body = wire::Json::object();
    body.set("auth_id", proof.auth_id).set("signature", base::to_base64(proof.signature));
    body.set("evidence", proof.evidence);
    const auto answer = link_.ask({.path = "/card/finish", .body = body.compact(), .session = proof.staff_session});
    if (!answer)
        return std::unexpected(answer.error());
    const auto card = answer->member("card");
    return Finished{.session = answer->text_of("session"),
                    .eligibility_only = answer->text_of("scope") == "eligibility_only",
                    .registered = is_true(*answer, "registered"),
                    .ends = card.text_of("ends"),
                    .ends_soon = is_true(card, "ends_soon"),
                    .questions = questions_in(*answer)};
}

domain::Result<void> CardCentre::agree_to_registration(const std::string& session)
{
    auto body = wire::Json::object();
    body.set("session", session).set("agree", true);
    if (const auto answer = link_.ask({.path = "/card/registration", .body = body.compact()}); !answer)
        return std::unexpected(answer.error());
    return {};
}

domain::Result<CardCentre::Answer> CardCentre::receive(const std::string& session,
                                                       const std::map<std::string, bool>& consents,
                                                       const std::string& idempotency_key)
{
    auto given = wire::Json::object();
    for (const auto& [item, consent] : consents)
        given.set(item, consent);
    auto body = wire::Json::object();
    body.set("session", session).set("consents", given);
    const auto response = link_.call({.path = "/card/reception",
                                      .body = body.compact(),
                                      .idempotency_key = idempotency_key,
                                      .accept = "application/xml"});
    if (response.status >= 400) {
        const auto problem = wire::Json::parse(response.body);
        return std::unexpected(problem ? wire::rejection_in(*problem) : problem.error());
    }
    auto read = wire::parse_eligibility_answer(response.body);
    if (!read)
        return std::unexpected(read.error());
    Answer answer{.id = {}, .bytes = response.body, .read = *std::move(read)};
    for (const auto& [name, value] : response.headers)
        if (name == "onshi-answer-id")
            answer.id = value;
    return answer;
}

} // namespace onshi::terminal
