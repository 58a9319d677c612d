#pragma once

#include "base/environment.h"
#include "domain/caller.h"
#include "domain/rejection.h"
#include "pki/digest.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

/// Certificates of onshi's own authority: for the server and for the four classes of callers. PEM everywhere; keys are
/// EC P-256 in PKCS #8. Pure functions but for time and randomness, which come through the Environment (OpenSSL's own
/// generator makes the keys). All throw base::Fault(crypto) if the library fails. Any thread.
namespace onshi::pki {

/// A certificate and its private key. The key must never be logged.
struct Identity
{
    std::string certificate; ///< PEM; for the server: its chain, leaf first
    std::string key;         ///< PEM
};

/// What the rest of the system wants to know of a certificate.
struct CertificateFacts
{
    std::string serial;  ///< hex, lower case, as the register of certificates keys it
    Digest fingerprint;  ///< SHA-256 over the DER form
    std::string subject; ///< common name
    base::Instant not_before;
    base::Instant not_after;
    bool development; ///< made by a development authority: its subject or issuer says OU=DEVELOPMENT ONLY
};

/// A root that signs itself. `development` marks it (OU=DEVELOPMENT ONLY) so that no production server takes it.
[[nodiscard]] Identity make_root(const base::Environment&, const std::string& organisation, std::chrono::years valid);
/// An authority below a root; path length 0. Inherits the development mark from the environment.
[[nodiscard]] Identity make_issuing(const base::Environment&, const Identity& root, const std::string& organisation,
                                    std::chrono::years valid);
/// A server certificate (serverAuth) for DNS names and IP addresses, with a fresh key; the chain includes the issuer.
[[nodiscard]] Identity make_server(const base::Environment&, const Identity& issuing,
                                   const std::vector<std::string>& names, std::chrono::days valid);

[[nodiscard]] std::string new_key();
/// PKCS #10 request over the key's public half. The common name is a label; who the holder is comes from the code.
[[nodiscard]] std::string signing_request(const std::string& key, const std::string& common_name);

/// Signs a caller's request. From the request only the public key is taken (its self-signature is verified; EC P-256,
/// P-384 or RSA of 2048 bits and more); the subject is `holder` and the class. clientAuth, serial of 128 random bits.
/// Error: signing_request.
[[nodiscard]] domain::Result<std::string> issue(const base::Environment&, const Identity& issuing,
                                                std::string_view request, domain::CallerClass cls,
                                                const std::string& holder, std::chrono::days valid);

/// True if the request (PEM) is for the key of the certificate (DER), in whatever form either writes it; false for a
/// request that is none. Throws base::Fault(crypto) if the certificate is none.
[[nodiscard]] bool shares_key(std::string_view certificate, std::string_view request);

/// Reads the first certificate of a PEM text. Error: signing_request if it is none.
[[nodiscard]] domain::Result<CertificateFacts> read_certificate(std::string_view pem);

} // namespace onshi::pki
