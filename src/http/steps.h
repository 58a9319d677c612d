#pragma once

#include "http/exchange.h"

#include <functional>

namespace onshi::http {

/// A request that takes several units of work, on a thread that may wait (Runs::steps).
struct Steps
{
    const net::Request& request;
    const Centre& centre;
    Notes& notes;
    /// Runs `f` inside the committer and returns when its unit is durable. Who calls, and whether they may, is asked in
    /// each unit anew: a certificate that was revoked meanwhile ends the request. Error: that refusal; then `f` has not
    /// run. Throws what `f` throws.
    std::function<domain::Result<void>(const std::function<void(Exchange&)>& f)> write;
};

} // namespace onshi::http
