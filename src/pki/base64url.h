#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Base 64 with the URL's alphabet and without padding (RFC 4648, section 5), as WebAuthn and session tokens write
/// bytes.
namespace onshi::pki {

[[nodiscard]] std::string base64url(std::string_view bytes);
/// None for any other text; each sequence of bytes has one form only.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

} // namespace onshi::pki
