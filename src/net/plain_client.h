#pragma once

#include "net/client.h"

#include <optional>
#include <string>

/// HTTP without TLS, for one place only: a server's management listener on the same machine.
namespace onshi::net {

/// "http://host:port" to host and port (80 if none). None for anything else.
[[nodiscard]] std::optional<Address> parse_plain_address(const std::string& url);

/// GET on a connection of its own, which is closed afterwards. Throws base::Fault(network) if no whole answer comes
/// within ten seconds.
[[nodiscard]] Response get_plain(const Address& server, const std::string& path);

} // namespace onshi::net
