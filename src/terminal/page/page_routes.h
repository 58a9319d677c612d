#pragma once

#include "terminal/page/fallback_routes.h"
#include "terminal/page/page_server.h"
#include "terminal/reception/reception.h"

#include <vector>

namespace onshi::terminal {

/// All that the page's API (openapi.json) has beside the two boards. What is given outlives the routes.
[[nodiscard]] std::vector<PageRoute> page_routes(Reception&, const FallbackParts&);

} // namespace onshi::terminal
