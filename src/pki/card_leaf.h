#pragma once

#include "pki/card_certificate.h"
#include "pki/openssl_handles.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Check 2, what the certificate says of itself; for card_trust.cpp only.
namespace onshi::pki {

struct CardLeaf
{
    X509Certificate certificate;
    CardCertificate facts;
};

/// Error: not_a_certificate.
[[nodiscard]] std::expected<CardLeaf, CardRefusal> read_leaf(std::string_view der);
/// The first thing about it that no 利用者証明用電子証明書 has.
[[nodiscard]] std::optional<CardRefusal> refusal_of(const CardLeaf& leaf, const std::vector<std::string>& policies);

} // namespace onshi::pki
