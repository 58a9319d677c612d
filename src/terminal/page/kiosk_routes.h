#pragma once

#include "terminal/page/page_server.h"
#include "terminal/reception/reception.h"

#include <vector>

namespace onshi::terminal {

/// The patient's side of the page's API. The reception outlives them.
[[nodiscard]] std::vector<PageRoute> kiosk_routes(Reception&);

} // namespace onshi::terminal
