#pragma once

#include "net/client.h"

#include <chrono>
#include <optional>
#include <string>

/// HTTP without TLS: for a server's management listener on the same machine, and for what is signed itself (OCSP
/// answers and revocation lists, RFC 6960 A.1, RFC 5280 4.2.1.13).
namespace onshi::net {

/// "http://host:port" to host and port (80 if none). None for anything else.
[[nodiscard]] std::optional<Address> parse_plain_address(const std::string& url);

struct PlainUrl
{
    Address server;
    std::string path; ///< with the query; "/" if the URL has none
};
/// "http://host:port/path". None for anything else (a fragment, white space, another scheme).
[[nodiscard]] std::optional<PlainUrl> parse_plain_url(const std::string& url);

/// Sends the request on a connection of its own, which is closed afterwards. Throws base::Fault(network) if no whole
/// answer (of at most 16 MB) comes within `timeout`.
[[nodiscard]] Response exchange_plain(const Address& server, Request request, std::chrono::milliseconds timeout);

/// exchange_plain() of a GET, within ten seconds.
[[nodiscard]] Response get_plain(const Address& server, const std::string& path);

} // namespace onshi::net
