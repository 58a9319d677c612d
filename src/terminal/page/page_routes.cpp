#include "terminal/page/page_routes.h"

#include "terminal/page/kiosk_routes.h"
#include "terminal/page/staff_routes.h"

namespace onshi::terminal {

std::vector<PageRoute> page_routes(Reception& reception, const FallbackParts& fallback)
{
    auto all = kiosk_routes(reception);
    for (auto& route : staff_routes(reception, fallback.centre, fallback.sessions))
        all.push_back(std::move(route));
    for (auto& route : fallback_routes(fallback))
        all.push_back(std::move(route));
    return all;
}

} // namespace onshi::terminal
