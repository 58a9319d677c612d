#pragma once

#include "terminal/fallback/queue.h"
#include "terminal/page/page_server.h"
#include "terminal/page/staff_sessions.h"
#include "wire/eligibility_statement.h"

#include <functional>
#include <vector>

/// What the staff do without a card, and when it does not work: the typed check, its queue, the form, the procedure.
/// While the centre is away nobody can sign in: so procedure and empty form are for everybody, and a typed check is
/// then kept for who signs in later, and its answer told to nobody else.
namespace onshi::terminal {

struct FallbackParts
{
    const base::Environment& environment;
    CentreLink& centre;
    StaffSessions& sessions;
    CheckQueue& queue;
    domain::FacilityCode facility;
    std::string facility_name;
    std::function<bool()> centre_reachable;
};

/// All parts outlive the routes.
[[nodiscard]] std::vector<PageRoute> fallback_routes(const FallbackParts&);

} // namespace onshi::terminal
