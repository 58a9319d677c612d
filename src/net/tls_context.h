#pragma once

#include "net/client.h"
#include "net/server.h"

#include <memory>
#include <string>

struct ssl_ctx_st; // SSL_CTX
struct ssl_st;     // SSL

/// What TLS is allowed to be here. OpenSSL's own names stay in tls_context.cpp, tls_client_transport.cpp,
/// transport.cpp and client.cpp.
namespace onshi::net {

struct PeerCertificate
{
    std::string fingerprint; ///< SHA-256 over the DER form, lower-case hex
    std::string der;
};

struct FreeTlsContext
{
    void operator()(ssl_ctx_st* context) const;
};
using TlsContext = std::unique_ptr<ssl_ctx_st, FreeTlsContext>;

/// Both throw base::Fault(crypto) if a PEM text is none or a key does not belong to its certificate.
[[nodiscard]] TlsContext server_context(const TlsSettings& settings);
[[nodiscard]] TlsContext client_context(const ClientSettings& settings);

/// A connection of that context; the caller (Asio's stream) owns it.
[[nodiscard]] ssl_st* new_connection(ssl_ctx_st* context);
/// The server's certificate must carry `host`, a DNS name or an IP address. A DNS name is also sent as SNI.
void expect_host(ssl_st* connection, const std::string& host);
/// The certificate the peer has proved; empty if it sent none.
[[nodiscard]] PeerCertificate peer_certificate(const ssl_st* connection);

} // namespace onshi::net
