#pragma once

#include "base/date.h"
#include "pki/openssl_handles.h"

#include <optional>
#include <string>

/// Fields of certificates as values; for the sources of this folder and of vcard.
namespace onshi::pki {

[[nodiscard]] std::string hex_of(const ASN1_INTEGER* number);           ///< magnitude, lower case
[[nodiscard]] std::optional<base::Instant> moment_of(const ASN1_TIME*); ///< none if it is no time
/// Subject or issuer says OU=DEVELOPMENT ONLY.
[[nodiscard]] bool is_of_development(const X509* certificate);
[[nodiscard]] std::string der_form(const X509* certificate);
/// RSA or ECDSA with SHA-256, SHA-384 or SHA-512.
[[nodiscard]] bool is_strong_signature(int signature_nid);

} // namespace onshi::pki
