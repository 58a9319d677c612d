#pragma once

#include "http/exchange.h"
#include "net/message.h"

/// Routes for those who run the centre.
namespace onshi::http {

[[nodiscard]] net::Response get_health(const Centre&);
[[nodiscard]] net::Response get_ready(Exchange&);
[[nodiscard]] net::Response get_metrics(Exchange&);
[[nodiscard]] net::Response get_openapi(const Centre&);
/// 200 without a body.
[[nodiscard]] net::Response post_nothing(const Centre&);

} // namespace onshi::http
