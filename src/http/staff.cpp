#include "http/staff.h"

#include "base/fault.h"
#include "domain/staff_password.h"
#include "http/json_body.h"
#include "http/refusal.h"
#include "usecase/staff_sign_in.h"

#include <optional>

namespace onshi::http {

using usecase::StaffTicket;
using wire::Json;

namespace {

Json ticket_json(const StaffTicket& ticket)
{
    auto factors = Json::array();
    if (ticket.totp)
        factors.push("totp");
    if (ticket.passkey)
        factors.push("passkey");
    return Json::object()
        .set("ticket", ticket.token)
        .set("second_factor", ticket.totp || ticket.passkey ? factors : Json("enrol"));
}

net::Response ticket_answer(Notes& notes, const domain::Result<StaffTicket>& ticket)
{
    return ticket ? staff_answer(200, ticket_json(*ticket)) : staff_refusal(notes, ticket.error());
}

/// What `f` gives in a unit of work, or why there was none.
template<class T, class F>
domain::Result<T> in_unit(Steps& steps, F f)
{
    std::optional<domain::Result<T>> result;
    const auto done = steps.write([&](Exchange& exchange) { result.emplace(f(exchange)); });
    if (!done)
        return std::unexpected(done.error());
    return *std::move(result);
}

domain::Result<usecase::FirstSignIn> first_sign_in(const net::Request& request)
{
    const auto texts = texts_of(request, {"code", "login", "password"});
    if (!texts)
        return std::unexpected(texts.error());
    return usecase::FirstSignIn{.code = (*texts)[0],
                                .login = (*texts)[1],
                                .name = Json::parse(request.body).value().text_of("name"),
                                .password = (*texts)[2]};
}

} // namespace

net::Response post_staff_first(Steps& steps)
{
    auto& staff = staff_of(steps.centre);
    const auto typed = first_sign_in(steps.request);
    if (!typed)
        return staff_refusal(steps.notes, typed.error());
    std::string facility;
    const auto holder = in_unit<usecase::CodeHolder>(steps, [&](Exchange& exchange) {
        facility = exchange.caller.holder;
        return usecase::look_at_code(exchange.work, exchange.caller, *typed);
    });
    if (!holder)
        return staff_refusal(steps.notes, holder.error());
    const auto password = domain::accept_password(typed->password, {holder->login, facility, holder->holder_name});
    if (!password)
        return staff_refusal(steps.notes, password.error());
    const auto hash = staff.passwords.hash(*password);
    return ticket_answer(steps.notes, in_unit<StaffTicket>(steps, [&](Exchange& exchange) {
                             return usecase::use_code(exchange.work, exchange.caller, *typed, hash);
                         }));
}

net::Response post_staff_sign_in(Steps& steps)
{
    auto& staff = staff_of(steps.centre);
    const auto texts = texts_of(steps.request, {"login", "password"});
    if (!texts)
        return staff_refusal(steps.notes, texts.error());
    const auto& login = texts->front();
    auto hash = in_unit<std::string>(steps, [&](Exchange& exchange) {
        return usecase::password_to_compare(exchange.work, exchange.caller, staff.passwords, login);
    });
    if (!hash)
        return staff_refusal(steps.notes, hash.error());
    const auto compared = usecase::compare_password(staff.passwords, *std::move(hash), texts->back());
    return ticket_answer(steps.notes, in_unit<StaffTicket>(steps, [&](Exchange& exchange) {
                             return usecase::sign_in(exchange.work, exchange.caller, staff.settings, login, compared);
                         }));
}

net::Response post_totp_enrol(Exchange& exchange)
{
    const auto texts = texts_of(exchange.request, {"ticket"});
    if (!texts)
        return staff_refusal(exchange.notes, texts.error());
    const auto enrolment =
        usecase::begin_totp(exchange.work, exchange.caller, staff_of(exchange.centre).sealing_key, texts->front());
    if (!enrolment)
        return staff_refusal(exchange.notes, enrolment.error());
    return staff_answer(200, Json::object().set("secret", enrolment->secret).set("uri", enrolment->uri));
}

net::Response post_totp_confirm(Exchange& exchange)
{
    const auto texts = texts_of(exchange.request, {"ticket", "code"});
    if (!texts)
        return staff_refusal(exchange.notes, texts.error());
    const auto& staff = staff_of(exchange.centre);
    return staff_session(exchange.notes, usecase::confirm_totp(exchange.work, exchange.caller, staff.settings,
                                                               staff.sealing_key, (*texts)[0], (*texts)[1]));
}

net::Response post_totp(Exchange& exchange)
{
    const auto texts = texts_of(exchange.request, {"ticket", "code"});
    if (!texts)
        return staff_refusal(exchange.notes, texts.error());
    const auto& staff = staff_of(exchange.centre);
    return staff_session(exchange.notes, usecase::enter_totp(exchange.work, exchange.caller, staff.settings,
                                                             staff.sealing_key, (*texts)[0], (*texts)[1]));
}

net::Response get_staff_me(Exchange& exchange)
{
    const auto me = usecase::signed_in(exchange.work, exchange.caller, session_token(exchange.request));
    const auto& member = exchange.caller.staff.value();
    return staff_answer(
        200, Json::object()
                 .set("id", member.id)
                 .set("name", me.name)
                 .set("role", domain::name_of(member.role))
                 .set("until", base::jst_iso(me.until))
                 .set("facility", Json::object().set("code", exchange.caller.holder).set("name", me.holder_name)));
}

net::Response post_staff_sign_out(Exchange& exchange)
{
    usecase::sign_out(exchange.work, exchange.caller, session_token(exchange.request));
    return staff_done();
}

const StaffSignIn& staff_of(const Centre& centre)
{
    if (!centre.staff)
        throw base::Fault(base::FaultCode::setup, "this centre was made without staff sign-in");
    return *centre.staff;
}

std::string_view session_token(const net::Request& request) { return request.header("onshi-session"); }

net::Response staff_answer(int status, const Json& body) { return {status, "application/json", body.pretty(), {}}; }

net::Response staff_done() { return {204, {}, {}, {}}; }

net::Response staff_refusal(Notes& notes, const domain::Rejection& rejection)
{
    notes.error_code = domain::entry_of(rejection.code).wire;
    return refuse(Speech::problem, rejection, {});
}

net::Response staff_session(Notes& notes, const domain::Result<usecase::StaffSession>& session)
{
    if (!session)
        return staff_refusal(notes, session.error());
    return staff_answer(200, Json::object()
                                 .set("session", session->token)
                                 .set("name", session->name)
                                 .set("role", domain::name_of(session->member.role))
                                 .set("until", base::jst_iso(session->until)));
}

} // namespace onshi::http
