#include "terminal/page/staff_sessions.h"

#include "base/fault.h"

namespace onshi::terminal {

namespace {

/// What the page is told: the centre says more.
wire::Json told(const wire::Json& who)
{
    auto json = wire::Json::object();
    for (const auto* name : {"name", "role", "until", "facility"})
        json.set(name, who.member(name));
    return json;
}

} // namespace

domain::Result<wire::Json> StaffSessions::me(const std::string& session)
{
    if (session.empty())
        return std::unexpected(domain::rejection(domain::ErrorCode::staff_sign_in_needed));
    const auto answer = centre_.ask({.method = "GET", .path = "/staff/me", .session = session});
    const std::scoped_lock lock(mutex_);
    const auto until = answer ? base::parse_instant(answer->text_of("until")) : std::nullopt;
    if (until)
        until_[session] = *until;
    else
        until_.erase(session);
    if (!answer)
        return std::unexpected(answer.error());
    return told(*answer);
}

bool StaffSessions::may_look(const std::string& session)
{
    const std::scoped_lock lock(mutex_);
    std::erase_if(until_, [&](const auto& entry) { return entry.second <= environment_.clock.now(); });
    return until_.contains(session);
}

void StaffSessions::forget(const std::string& session)
{
    const std::scoped_lock lock(mutex_);
    until_.erase(session);
}

} // namespace onshi::terminal
