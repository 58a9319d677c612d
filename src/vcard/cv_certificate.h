#pragma once

#include "card/cv_certificate.h"
#include "vcard/rsa_key.h"

#include <optional>
#include <string>

/// Makes card-verifiable certificates of the virtual world (card/cv_certificate.h).
namespace onshi::vcard {

/// Names: 1 to 32 characters of ASCII. `holder_key`: its public half goes in.
[[nodiscard]] card::Bytes make_cv_certificate(const std::string& issuer, const RsaKey& issuer_key,
                                              const std::string& holder, const RsaKey& holder_key);
/// None unless it is one, whole, and signed by that key.
[[nodiscard]] std::optional<card::CvCertificate> verify_cv_certificate(card::ByteView certificate,
                                                                       const RsaKey& issuer_key);

} // namespace onshi::vcard
