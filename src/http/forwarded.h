#pragma once

#include "net/message.h"

#include <string>
#include <vector>

/// Callers that come through a proxy, which ends their TLS and names their certificate in the header Client-Cert
/// (RFC 9440). The header is believed only from the proxies of the configuration; doc/operations.md says what those
/// must promise.
namespace onshi::http {

/// True if the request came from an address of `proxies` (net::canonical_ip) by TLS. What comes through the management
/// listener never did.
[[nodiscard]] bool is_forwarded(const net::Request&, const std::vector<std::string>& proxies);

/// Makes the certificate that the proxy names the caller's, instead of the proxy's own; without the header there is
/// none. The value is a byte sequence of RFC 8941 in the form in which it must be written: base 64 between colons,
/// with its padding, without parameters, once. Anything else makes the request malformed (net::ReadFailure).
/// Whether the bytes are a certificate is for the register of certificates to say. Client-Cert-Chain is not looked at.
void take_forwarded_certificate(net::Request&);

} // namespace onshi::http
