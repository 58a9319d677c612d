#pragma once

#include "domain/rejection.h"
#include "pki/passkey.h"
#include "usecase/staff_sessions.h"
#include "usecase/staff_settings.h"
#include "usecase/unit_of_work.h"

#include <string>
#include <string_view>
#include <vector>

/// Passkeys: registered by whoever is signed in, then a second factor beside the authenticator. All run only in
/// Desk::write. Ids of credentials are bytes.
namespace onshi::usecase {

struct PasskeyOptions
{
    std::string challenge;                ///< base64url, 32 random bytes; for one answer
    std::vector<std::string> credentials; ///< the member's so far
    std::string member, login, name;      ///< whose
};
struct PasskeyResponse
{
    std::string credential;
    pki::ClientData client;
    std::string authenticator_data, signature;
};

/// What the browser is to sign. Errors: staff_ticket_ended; staff_second_factor_failed if the member has no passkey.
[[nodiscard]] domain::Result<PasskeyOptions> begin_passkey(UnitOfWork&, const domain::Caller&, std::string_view ticket);
/// Errors: staff_ticket_ended, staff_second_factor_failed.
[[nodiscard]] domain::Result<StaffSession> enter_passkey(UnitOfWork&, const domain::Caller&, const StaffSettings&,
                                                         std::string_view ticket, const PasskeyResponse&);

/// For the session that the caller is in (`token`).
[[nodiscard]] PasskeyOptions begin_new_passkey(UnitOfWork&, std::string_view token);
/// Error: staff_passkey.
[[nodiscard]] domain::Result<void> register_passkey(UnitOfWork&, const domain::Caller&, const StaffSettings&,
                                                    std::string_view token, const pki::ClientData&,
                                                    std::string_view attestation_object);

} // namespace onshi::usecase
