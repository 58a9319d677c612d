#include "terminal/page/kiosk_routes.h"

#include "domain/consent.h"

namespace onshi::terminal {

using domain::ErrorCode;

namespace {

bool is_true(const wire::Json& value) { return value.scalar() == "1"; }

net::Response done_or(const domain::Result<void>& result)
{
    return result ? net::Response{204, "", "", {}} : page_problem(result.error());
}

net::Response choose_mode(Reception& reception, const PageCall& call)
{
    const auto mode = mode_of(call.body.text_of("mode"));
    if (!mode)
        return page_problem(domain::rejection(ErrorCode::unknown_value, "mode"));
    return done_or(reception.give(call.body.text_of("reception"), ModeChosen{*mode}));
}

net::Response type_pin(Reception& reception, const PageCall& call)
{
    auto pin = card::Pin::parse(call.secret.view());
    if (!pin)
        return page_problem(domain::rejection(ErrorCode::pin_form, "pin"));
    return done_or(
        reception.give(call.body.text_of("reception"), PinTyped{*std::move(pin), is_true(call.body.member("insist"))}));
}

net::Response answer_registration(Reception& reception, const PageCall& call)
{
    return done_or(
        reception.give(call.body.text_of("reception"), RegistrationAnswered{is_true(call.body.member("agree"))}));
}

net::Response give_consent(Reception& reception, const PageCall& call)
{
    ConsentGiven given;
    call.body.member("consents").each_member([&](std::string_view item, const wire::Json& consent) {
        given.consents[std::string(item)] = is_true(consent);
    });
    return done_or(reception.give(call.body.text_of("reception"), std::move(given)));
}

net::Response withdraw(Reception& reception, const PageCall& call)
{
    WithdrawalAsked asked;
    bool known = true;
    call.body.member("items").each_item([&](const wire::Json& value) {
        asked.items.push_back(value.scalar().value_or(std::string()));
        known = known && domain::consent_item(asked.items.back());
    });
    if (asked.items.empty() || !known)
        return page_problem(
            domain::rejection(known ? ErrorCode::element_missing : ErrorCode::unknown_value, "items", "取り消す同意"));
    return done_or(reception.give(call.body.text_of("reception"), std::move(asked)));
}

} // namespace

std::vector<PageRoute> kiosk_routes(Reception& reception)
{
    const auto with = [&](net::Response (*handle)(Reception&, const PageCall&)) {
        return [&reception, handle](PageCall& call) { return handle(reception, call); };
    };
    return {
        {"POST", "/api/kiosk/mode", with(choose_mode)},
        {"POST", "/api/kiosk/pin", with(type_pin), "pin"},
        {"POST", "/api/kiosk/registration", with(answer_registration)},
        {"POST", "/api/kiosk/consent", with(give_consent)},
        {"POST", "/api/kiosk/withdraw", with(withdraw)},
        {"POST", "/api/kiosk/cancel",
         [&](PageCall& call) { return done_or(reception.cancel(call.body.text_of("reception"))); }},
        {"POST", "/api/kiosk/retry",
         [&](PageCall& call) { return done_or(reception.retry(call.body.text_of("reception"))); }},
    };
}

} // namespace onshi::terminal
