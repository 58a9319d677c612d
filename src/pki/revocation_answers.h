#pragma once

#include "pki/openssl_handles.h"
#include "pki/revocation.h"

#include <string>

/// What OCSP and lists have in common when they are judged; for ocsp.cpp and revocation_list.cpp only.
namespace onshi::pki {

/// Clocks of two organisations differ by as much without anybody being at fault.
inline constexpr std::chrono::minutes clock_tolerance{1};

using SerialNumber = std::unique_ptr<ASN1_INTEGER, FreeWith<ASN1_INTEGER_free>>;
[[nodiscard]] SerialNumber serial_number(const std::string& hex);

/// The trusted generation that issued the certificate. A base::Bug if there is none: it was not accepted.
struct Issuer
{
    X509Certificate certificate;
    std::string key_id; ///< hex
};
[[nodiscard]] Issuer issuer_of(const CardTrust& trust, const CardCertificate& certificate);

[[nodiscard]] inline RevocationAnswer doubtful(RevocationDoubt doubt)
{
    return {.status = RevocationStatus::unknown, .doubt = doubt};
}

/// The answer if it holds from thisUpdate to nextUpdate; otherwise not_yet or stale. An answer without an end is stale:
/// how long it may be believed would be our own invention.
[[nodiscard]] RevocationAnswer answer_in_time(RevocationStatus status, const ASN1_TIME* from, const ASN1_TIME* until,
                                              base::Instant now);

} // namespace onshi::pki
