#include "terminal/page/staff_sessions.h"

#include "base/fault.h"

namespace onshi::terminal {

domain::Result<wire::Json> StaffSessions::me(const std::string& session)
{
    if (session.empty())
        return std::unexpected(domain::rejection(domain::ErrorCode::staff_sign_in_needed));
    auto answer = centre_.ask({.method = "GET", .path = "/staff/me", .session = session});
    const std::scoped_lock lock(mutex_);
    const auto until = answer ? base::parse_instant(answer->text_of("until")) : std::nullopt;
    if (until)
        until_[session] = *until;
    else
        until_.erase(session);
    return answer;
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
