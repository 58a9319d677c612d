#pragma once

#include "http/exchange.h"
#include "net/message.h"

namespace onshi::http {

/// POST /enrolment {"code": "...", "signing_request": "-----BEGIN CERTIFICATE REQUEST-----..."}
/// 201 {"certificate": PEM, "authority": PEM of the root, "serial": hex, "holder": text}
[[nodiscard]] net::Response post_enrolment(Exchange&);

/// POST /certificates/renewal {"signing_request": "-----BEGIN CERTIFICATE REQUEST-----..."} by the certificate that is
/// to be renewed; 201 as above
[[nodiscard]] net::Response post_renewal(Exchange&);

} // namespace onshi::http
