#pragma once

#include <optional>
#include <string>

namespace onshi::net {

/// An IPv4 or IPv6 address in the one form in which Request::remote names it: "10.0.0.5"; "2001:db8::1" (RFC 5952);
/// an IPv4 address that is written as IPv6 ("::ffff:10.0.0.5") as IPv4. None for anything else: names, ports, zones.
[[nodiscard]] std::optional<std::string> canonical_ip(const std::string& text);

} // namespace onshi::net
