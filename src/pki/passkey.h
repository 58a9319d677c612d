#pragma once

#include "domain/rejection.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Passkeys as a second factor: Web Authentication Level 2 (W3C Recommendation 2021), the relying party's part. Keys
/// are ES256 (P-256) or RS256. Pure functions, any thread.
namespace onshi::pki {

/// CollectedClientData (5.8.1): what the browser says it signs. `json` are the bytes as they came, which are hashed;
/// the members were read from them by the caller.
struct ClientData
{
    std::string json, type, challenge, origin;
    bool cross_origin = false;
};

/// For what a credential counts.
struct Site
{
    std::string id;                   ///< RP ID: the host that the page is opened at
    std::vector<std::string> origins; ///< "https://desk.example"; "http://localhost:*" stands for any port
};

struct NewPasskey
{
    std::string credential; ///< its id, as the authenticator chose it
    std::string public_key; ///< SubjectPublicKeyInfo, DER
    std::uint32_t counter = 0;
};

/// Registering (7.1). `challenge`: base64url as it was sent. Attestation "none", or the credential's own ("packed"
/// without a certificate), whose signature is then verified. Error: staff_passkey.
[[nodiscard]] domain::Result<NewPasskey> read_new_passkey(const Site&, std::string_view challenge, const ClientData&,
                                                          std::string_view attestation_object);

struct PasskeyAnswer
{
    std::string_view authenticator_data, signature; ///< bytes
};
/// Signing in (7.2): the new counter. Refused if the counter has not grown (unless both are 0, as of authenticators
/// that do not count): the key may have been copied. Error: staff_second_factor_failed.
[[nodiscard]] domain::Result<std::uint32_t> verify_passkey(const Site&, std::string_view challenge, const ClientData&,
                                                           const PasskeyAnswer&, std::string_view public_key,
                                                           std::uint32_t counter);

} // namespace onshi::pki
