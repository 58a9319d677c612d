#include "terminal/reception/card_centre.h"

#include "base/fault.h"

namespace onshi::terminal {

namespace {

domain::CardToken token_of(card::TokenKind token)
{
    switch (token) {
    case card::TokenKind::card:
        return domain::CardToken::card;
    case card::TokenKind::android:
        return domain::CardToken::android;
    case card::TokenKind::ios:
        return domain::CardToken::ios;
    }
    std::unreachable();
}

domain::CardMode mode_at_centre(Mode mode)
{
    switch (mode) {
    case Mode::pin:
        return domain::CardMode::pin;
    case Mode::face:
        return domain::CardMode::face;
    case Mode::visual:
        return domain::CardMode::visual;
    }
    std::unreachable();
}

/// Error: what the centre refused.
domain::Result<net::Response> accepted(net::Response response)
{
    if (response.status < 400)
        return response;
    const auto problem = wire::Json::parse(response.body);
    return std::unexpected(problem ? wire::rejection_in(*problem) : problem.error());
}

/// The centre's answer, read. One that makes no sense is none.
template<class T>
domain::Result<T> read(const domain::Result<net::Response>& response, domain::Result<T> (*parse)(std::string_view))
{
    if (!response)
        return std::unexpected(response.error());
    auto answer = parse(response->body);
    if (!answer)
        throw base::Fault(base::FaultCode::network, "the centre's answer cannot be read: " + answer.error().field);
    return answer;
}

} // namespace

domain::Result<wire::CardBeginAnswer> CardCentre::begin(const Opening& opening)
{
    const auto body = wire::write_card_begin({.mode = mode_at_centre(opening.mode),
                                              .purpose = domain::CarePurpose::outpatient,
                                              .token = token_of(opening.token),
                                              .certificate = opening.certificate});
    return read(accepted(link_.call({.path = "/card/begin", .body = body, .session = opening.staff_session})),
                &wire::parse_card_begin_answer);
}

domain::Result<wire::CardFinishAnswer> CardCentre::finish(const wire::CardFinishRequest& proof,
                                                          const std::string& staff_session)
{
    return read(accepted(link_.call(
                    {.path = "/card/finish", .body = wire::write_card_finish(proof), .session = staff_session})),
                &wire::parse_card_finish_answer);
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
    const auto response = accepted(link_.call({.path = "/card/reception",
                                               .body = body.compact(),
                                               .idempotency_key = idempotency_key,
                                               .accept = "application/xml"}));
    if (!response)
        return std::unexpected(response.error());
    auto answered = wire::parse_eligibility_answer(response->body);
    if (!answered)
        return std::unexpected(answered.error());
    Answer answer{.id = {}, .bytes = response->body, .read = *std::move(answered)};
    for (const auto& [name, value] : response->headers)
        if (name == "onshi-answer-id")
            answer.id = value;
    return answer;
}

domain::Result<void> CardCentre::withdraw(const std::string& session, const std::vector<std::string>& items)
{
    auto list = wire::Json::array();
    for (const auto& item : items)
        list.push(item);
    auto body = wire::Json::object();
    body.set("session", session).set("items", std::move(list));
    if (const auto answer = link_.ask({.path = "/card/withdrawal", .body = body.compact()}); !answer)
        return std::unexpected(answer.error());
    return {};
}

} // namespace onshi::terminal
