#pragma once

#include "net/message.h"

#include <cstdint>
#include <string>
#include <string_view>

/// Heads of messages as bytes (RFC 9112). Appending by hand costs a twentieth of Beast's serialiser. Control characters
/// in names and values are left out: what a handler puts there can end neither a line nor a head.
namespace onshi::net {

enum class Persistence { keep_alive, close };

/// Appends status line and headers, and the empty line. Content-Length is there unless the status forbids it.
void append_head(std::string& out, const Response& response, Persistence persistence);
/// True if an answer of that status has no body, whatever the request (RFC 9110, 6.4.1).
[[nodiscard]] bool is_bodiless(int status);

/// Appends request line and headers, and the empty line. `host` is the Host header.
void append_head(std::string& out, const Request& request, std::string_view host);
/// The Host header; an IPv6 address in brackets, the port left out if it is `usual_port` (RFC 9110, 7.2).
[[nodiscard]] std::string host_header(const std::string& host, std::uint16_t port, std::uint16_t usual_port = 443);

} // namespace onshi::net
