#pragma once

#include "http/exchange.h"
#include "net/message.h"

/// Passkeys as second factor: doc/formats/staff.md. Options and credentials are the JSON forms of WebAuthn Level 3.
namespace onshi::http {

/// POST /staff/passkey/begin {"ticket"}: 200 PublicKeyCredentialRequestOptionsJSON
[[nodiscard]] net::Response post_passkey_begin(Exchange&);
/// POST /staff/passkey/finish {"ticket", "credential": AuthenticationResponseJSON}: 200 {"session", ...}
[[nodiscard]] net::Response post_passkey_finish(Exchange&);
/// POST /staff/passkey/register/begin: 200 PublicKeyCredentialCreationOptionsJSON
[[nodiscard]] net::Response post_passkey_register_begin(Exchange&);
/// POST /staff/passkey/register/finish {"credential": RegistrationResponseJSON}: 204
[[nodiscard]] net::Response post_passkey_register_finish(Exchange&);

} // namespace onshi::http
