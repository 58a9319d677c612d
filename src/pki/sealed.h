#pragma once

#include "base/environment.h"

#include <optional>
#include <string>
#include <string_view>

/// Secrets that the database keeps and cannot read: AES-256-GCM with a key from outside it. Throws base::Fault(crypto)
/// if the library fails or the key is not 32 bytes.
namespace onshi::pki {

constexpr std::size_t sealing_key_bytes = 32;

/// "1", nonce (12), ciphertext, tag (16). `bound_to` is not in it: opening needs the same one, so that a secret moved
/// to another row does not open.
[[nodiscard]] std::string sealed(base::Random&, std::string_view key, std::string_view secret,
                                 std::string_view bound_to);
/// None if it was sealed with another key or for another row, or was changed.
[[nodiscard]] std::optional<std::string> opened(std::string_view key, std::string_view box, std::string_view bound_to);

} // namespace onshi::pki
