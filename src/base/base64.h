#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace onshi::base {

/// RFC 4648 section 4, with padding and without line ends.
[[nodiscard]] std::string to_base64(std::string_view bytes);
/// The bytes of a text that to_base64 could have written; none for any other: each text of bytes has one form only.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

/// RFC 4648 section 5, the alphabet of URLs, without padding: as WebAuthn and session tokens write bytes.
[[nodiscard]] std::string to_base64url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text); ///< as from_base64

} // namespace onshi::base
