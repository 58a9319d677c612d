#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// HTTP/1.1 requests and answers as values, for server and client alike.
namespace onshi::net {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// What kept the server from reading a whole request. The handler still answers (in its own format); then the
/// connection is closed.
enum class ReadFailure { none, body_too_large, malformed };

struct Request
{
    std::string method; ///< "POST"
    std::string path;   ///< target without query
    std::string query;  ///< after "?", not decoded
    Headers headers;    ///< names in lower case
    std::string body;
    ReadFailure failure = ReadFailure::none;
    std::string client_certificate; ///< SHA-256 over the DER certificate that the TLS handshake proved, hex; or empty
    std::string client_certificate_der; ///< that certificate itself, for whoever wants more of it than its name
    std::string remote;                 ///< IP address as canonical_ip() writes it
    bool local = false;                 ///< arrived on a listener without TLS (the management listener)

    /// The first header of that (lower-case) name, or empty.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

struct Response
{
    int status = 200;
    std::string content_type;
    std::string body;
    Headers headers; ///< further ones; Content-Length and Connection are the server's. From a client: all, lower case
};

} // namespace onshi::net
