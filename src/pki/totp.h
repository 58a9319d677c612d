#pragma once

#include "base/date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// One-time passwords by the time (RFC 6238) as authenticator applications make them: HMAC-SHA-1, six digits, steps of
/// 30 seconds from 1970. Pure functions; throw base::Fault(crypto) if the library fails.
namespace onshi::pki {

constexpr std::size_t totp_secret_bytes = 20; ///< RFC 4226, R6: 160 bits are recommended

/// The step that `code` is the password of, if it is the present one, the one before or the one after, and later than
/// `last_taken`; none otherwise. "The verifier MUST NOT accept the second attempt of the OTP after the successful
/// validation has been issued for the first OTP" (RFC 6238, 5.2): keep what this gives as the next `last_taken`.
[[nodiscard]] std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, base::Instant now,
                                                    std::int64_t last_taken);

/// The password of a counter, with so many digits (RFC 4226, 5.3).
[[nodiscard]] std::string hotp(std::string_view secret, std::int64_t counter, int digits);

/// Base 32 without padding (RFC 4648, section 6): how an authenticator is told a secret by hand.
[[nodiscard]] std::string base32(std::string_view bytes);
/// otpauth://totp/ISSUER:ACCOUNT?secret=...&issuer=...: what the QR code says. Both names are percent-encoded.
[[nodiscard]] std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account);

} // namespace onshi::pki
