#pragma once

#include "domain/rejection.h"
#include "usecase/staff_settings.h"
#include "usecase/unit_of_work.h"

#include <string>
#include <string_view>

namespace onshi::storage {
struct StaffRow;
}

/// Who is signed in at a certificate (doc/formats/staff.md).
namespace onshi::usecase {

struct StaffSession
{
    std::string token; ///< for the terminal alone: the centre keeps its hash
    domain::StaffMember member;
    std::string name;
    base::Instant until{}; ///< at the latest
};

/// What is kept of a token, hex.
[[nodiscard]] std::string session_hash(std::string_view token);

struct HeldSession
{
    domain::StaffMember member;
    bool to_be_noted = false; ///< a minute or more since it was noted as used: call note_use
};
/// Who is behind the token, in this snapshot: a session that another unit ended is ended for all that begin after it.
/// A session of another certificate is put on the record. Error: staff_session_ended, whatever the reason.
[[nodiscard]] domain::Result<HeldSession> held_session(UnitOfWork&, const domain::Caller&, const StaffSettings&,
                                                       std::string_view token);
/// The session was used now. Only in Desk::write.
void note_use(UnitOfWork&, std::string_view session_hash);

/// A session for the member at the caller's certificate; `factor` for the record. Tickets and failures are over with
/// it. Only in Desk::write.
[[nodiscard]] StaffSession begin_session(UnitOfWork&, const domain::Caller&, const StaffSettings&, storage::StaffRow,
                                         const char* factor);
/// Only in Desk::write.
void sign_out(UnitOfWork&, const domain::Caller&, std::string_view token);

/// Name, and the end, of the session that the caller is in. Its token has passed held_session in this unit.
struct SignedIn
{
    std::string name, holder_name;
    base::Instant until{};
};
[[nodiscard]] SignedIn signed_in(UnitOfWork&, const domain::Caller&, std::string_view token);
/// What people call the holder: a facility's or insurer's name in its register, an office's own.
[[nodiscard]] std::string name_of_holder(UnitOfWork&, domain::CallerClass, const std::string& holder);

} // namespace onshi::usecase
