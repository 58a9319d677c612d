#pragma once

#include "http/exchange.h"
#include "net/message.h"

namespace onshi::http {

/// POST /enrolment {"code": "...", "signing_request": "-----BEGIN CERTIFICATE REQUEST-----..."}
/// 201 {"certificate": PEM, "authority": PEM of the root, "serial": hex, "holder": text}
[[nodiscard]] net::Response post_enrolment(Exchange&);

} // namespace onshi::http
