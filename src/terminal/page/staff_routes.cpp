#include "terminal/page/staff_routes.h"

#include "base/fault.h"
#include "terminal/page/request_guard.h"

#include <algorithm>
#include <array>

namespace onshi::terminal {

namespace {

using domain::ErrorCode;

/// As the page asks, so the centre is asked: "/api/staff/members" is "/staff/members".
CentreLink::Call passed_on(const PageCall& call)
{
    return {.method = call.request.method,
            .path = call.request.path.substr(std::string_view("/api").size()),
            .body = call.request.body,
            .session = call.session};
}

/// The session goes into the cookie, and out of what scripts see.
net::Response with_cookie(net::Response response, std::string_view session)
{
    response.headers.emplace_back("Set-Cookie", session_cookie(session));
    return response;
}

net::Response me(StaffSessions& sessions, const std::string& session)
{
    const auto who = sessions.me(session);
    return who ? page_json(*who) : page_problem(who.error());
}

net::Response pass_on(CentreLink& centre, StaffSessions& sessions, const PageCall& call)
{
    const auto answer = centre.call(passed_on(call));
    const auto body = wire::Json::parse(answer.body.empty() ? "{}" : answer.body);
    const auto session = body ? body->text_of("session") : std::string();
    if (session.empty())
        return {answer.status, answer.content_type, answer.body, {}};
    return with_cookie(me(sessions, session), session); // the page is told who is signed in, and not the session
}

net::Response sign_out(CentreLink& centre, StaffSessions& sessions, const PageCall& call)
{
    sessions.forget(call.session);
    try {
        if (!call.session.empty())
            static_cast<void>(centre.call(passed_on(call)));
    } catch (const base::Fault&) { // the centre is away: it ends the session by itself, within its idle time
    }
    return with_cookie({204, "", "", {}}, "");
}

/// Schema VisualConfirmation; the centre puts them on the record.
bool is_reason(std::string_view reason)
{
    constexpr std::array reasons{"face_failed_pin_forgotten", "cannot_reach", "cannot_operate"};
    return std::ranges::find(reasons, reason) != reasons.end();
}

/// 目視確認: the centre judges at /card/begin and /card/finish whether this member may; whoever is not signed in may
/// not even ask.
net::Response vouch(Reception& reception, StaffSessions& sessions, const PageCall& call)
{
    if (const auto who = sessions.me(call.session); !who)
        return page_problem(who.error());
    const auto reason = call.body.text_of("reason");
    if (!is_reason(reason))
        return page_problem(domain::rejection(ErrorCode::unknown_value, "reason", "理由"));
    const auto given = reception.give(call.body.text_of("reception"), VisualGranted{call.session, reason});
    return given ? net::Response{204, "", "", {}} : page_problem(given.error());
}

} // namespace

std::vector<PageRoute> staff_routes(Reception& reception, CentreLink& centre, StaffSessions& sessions)
{
    std::vector<PageRoute> routes{
        {"GET", "/api/staff/me", [&](PageCall& call) { return me(sessions, call.session); }},
        {"POST", "/api/staff/sign-out", [&](PageCall& call) { return sign_out(centre, sessions, call); }},
        {"POST", "/api/staff/visual", [&](PageCall& call) { return vouch(reception, sessions, call); }},
    };
    constexpr std::pair<std::string_view, std::string_view> passed[] = {
        {"POST", "/api/staff/first"},
        {"POST", "/api/staff/sign-in"},
        {"POST", "/api/staff/second-factor/totp"},
        {"POST", "/api/staff/second-factor/enrol"},
        {"POST", "/api/staff/second-factor/confirm"},
        {"POST", "/api/staff/passkey/begin"},
        {"POST", "/api/staff/passkey/finish"},
        {"POST", "/api/staff/passkey/register/begin"},
        {"POST", "/api/staff/passkey/register/finish"},
        {"GET", "/api/staff/members"},
        {"POST", "/api/staff/members"},
        {"PUT", "/api/staff/members/{id}"},
        {"POST", "/api/staff/members/{id}/code"},
    };
    for (const auto& [method, path] : passed)
        routes.push_back({method, path, [&](PageCall& call) { return pass_on(centre, sessions, call); }});
    return routes;
}

} // namespace onshi::terminal
