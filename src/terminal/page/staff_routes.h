#pragma once

#include "terminal/page/page_server.h"
#include "terminal/page/staff_sessions.h"
#include "terminal/reception/reception.h"

#include <vector>

/// The staff's side of the page's API. Accounts live at the centre: what belongs to them is passed on, and the session
/// that the centre gives stays in a cookie that scripts do not see.
namespace onshi::terminal {

/// All arguments outlive the routes.
[[nodiscard]] std::vector<PageRoute> staff_routes(Reception&, CentreLink&, StaffSessions&);

} // namespace onshi::terminal
