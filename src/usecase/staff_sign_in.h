#pragma once

#include "domain/rejection.h"
#include "pki/password.h"
#include "usecase/staff_sessions.h"
#include "usecase/staff_settings.h"
#include "usecase/unit_of_work.h"

#include <string>
#include <string_view>

/// Signing in: password first, then a second factor (doc/formats/staff.md). A password takes long to compare, so what
/// concerns one is done in three steps: what it is to be compared with (a snapshot), comparing (outside the database),
/// the consequence (Desk::write). All that say so run only in Desk::write.
namespace onshi::usecase {

struct StaffTicket
{
    std::string token;
    bool totp = false, passkey = false; ///< what the member has; neither: a second factor is to be made
};

/// The hash to compare with; of nobody, at the same cost, for a login that is not there. `login`: as typed.
[[nodiscard]] std::string password_to_compare(UnitOfWork&, const domain::Caller&, const pki::PasswordHasher&,
                                              std::string_view login);
struct ComparedPassword
{
    std::string hash; ///< it was compared with
    bool right = false;
    std::string renewed; ///< the same password at the present cost, if the hash is of another
};
/// Tens of milliseconds, tens of megabytes.
[[nodiscard]] ComparedPassword compare_password(pki::PasswordHasher&, std::string hash, std::string_view typed);
/// Desk::write. Error: staff_sign_in_failed, for whatever reason.
[[nodiscard]] domain::Result<StaffTicket> sign_in(UnitOfWork&, const domain::Caller&, const StaffSettings&,
                                                  std::string_view login, const ComparedPassword&);

struct FirstSignIn
{
    std::string code, login, name, password; ///< as typed; the name may be empty where it is known
};
/// What a one-time code is for; in any unit.
struct CodeHolder
{
    std::string login;       ///< as it will be kept
    std::string name;        ///< the same
    std::string holder_name; ///< no part of a password
};
/// Errors: staff_code (recorded; also for a login that is not the member's), staff_login_taken, those of the names.
[[nodiscard]] domain::Result<CodeHolder> look_at_code(UnitOfWork&, const domain::Caller&, const FirstSignIn&);
/// Desk::write: the code is used up, the password is kept, second factors and sessions from before are gone.
/// Errors as look_at_code.
[[nodiscard]] domain::Result<StaffTicket> use_code(UnitOfWork&, const domain::Caller&, const FirstSignIn&,
                                                   const std::string& password_hash);

struct TotpEnrolment
{
    std::string secret; ///< base 32
    std::string uri;    ///< for a QR code
};
/// Desk::write. `key` seals the secret. Only for a member without a second factor; a further call gives another secret.
/// Error: staff_ticket_ended.
[[nodiscard]] domain::Result<TotpEnrolment> begin_totp(UnitOfWork&, const domain::Caller&, const std::string& key,
                                                       std::string_view ticket);
/// Desk::write: the first digits prove that the secret has arrived. Errors: staff_ticket_ended,
/// staff_second_factor_failed.
[[nodiscard]] domain::Result<StaffSession> confirm_totp(UnitOfWork&, const domain::Caller&, const StaffSettings&,
                                                        const std::string& key, std::string_view ticket,
                                                        std::string_view code);
/// Desk::write. The same errors.
[[nodiscard]] domain::Result<StaffSession> enter_totp(UnitOfWork&, const domain::Caller&, const StaffSettings&,
                                                      const std::string& key, std::string_view ticket,
                                                      std::string_view code);

} // namespace onshi::usecase
