#pragma once

#include "card/transport.h"
#include "vcard/rsa_key.h"

#include <optional>
#include <string>

/// Card-verifiable certificates of the virtual world: 7F21 { 5F4E body, 5F37 signature over the body object }. The body
/// is 42 issuer, 5F20 holder, 7F49 { 81 modulus, 82 exponent }. The outer form is the one seen of real cards; the
/// inside is onshi's own (doc/formats/terminal-authorisation.md).
namespace onshi::vcard {

struct CvCertificate
{
    std::string issuer, holder; ///< names of the virtual world, 1 to 32 characters of ASCII
    card::Bytes modulus, exponent;
};

/// `holder_key`: its public half goes in.
[[nodiscard]] card::Bytes make_cv_certificate(const std::string& issuer, const RsaKey& issuer_key,
                                              const std::string& holder, const RsaKey& holder_key);
/// None unless it is one, whole, and signed by that key.
[[nodiscard]] std::optional<CvCertificate> verify_cv_certificate(card::ByteView certificate, const RsaKey& issuer_key);

} // namespace onshi::vcard
