#pragma once

#include <string>
#include <string_view>

namespace onshi::pki {

/// RSASSA-PKCS1-v1_5 with SHA-256 over the text. `key`: PEM. Throws base::Fault(crypto) if it is no RSA key.
[[nodiscard]] std::string sign_rsa(std::string_view key, std::string_view text);

/// Such a signature by that key: PEM of its public half (SubjectPublicKeyInfo). Throws base::Fault(crypto) if it is no
/// RSA key.
[[nodiscard]] bool verify_rsa(std::string_view key, std::string_view text, std::string_view signature);

/// A public key as others send it.
struct RsaNumbers
{
    std::string_view modulus, exponent; ///< big-endian
};
/// False also for a key of less than 2048 bits.
[[nodiscard]] bool verify_rsa(const RsaNumbers& key, std::string_view text, std::string_view signature);

} // namespace onshi::pki
