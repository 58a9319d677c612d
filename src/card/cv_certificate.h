#pragma once

#include "card/transport.h"

#include <optional>
#include <string>

/// Card-verifiable certificates: 7F21 { 5F4E body, 5F37 signature over the body object }. The body is 42 issuer, 5F20
/// holder, 7F49 { 81 modulus, 82 exponent }. The outer form is the one seen of real cards; the inside is onshi's own
/// (doc/formats/terminal-authorisation.md).
namespace onshi::card {

struct RsaPublicKey
{
    Bytes modulus, exponent; ///< big-endian
};

struct CvCertificate
{
    std::string issuer, holder;
    RsaPublicKey key; ///< the holder's
    Bytes signed_part, signature;
};

/// None unless it is one, whole. Whether the signature is good is for who has the issuer's key.
[[nodiscard]] std::optional<CvCertificate> parse_cv_certificate(ByteView certificate);

} // namespace onshi::card
