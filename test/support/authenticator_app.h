#pragma once

#include <string>

/// The authenticator that a member of the staff has: told a secret in base 32, it shows digits.
namespace onshi::test {

/// The bytes of base 32 without padding (RFC 4648, section 6).
[[nodiscard]] std::string from_base32(const std::string& text);
/// What it shows now for that secret in base 32 (RFC 6238).
[[nodiscard]] std::string authenticator_digits(const std::string& secret);

} // namespace onshi::test
