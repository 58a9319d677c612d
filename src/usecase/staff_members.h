#pragma once

#include "domain/rejection.h"
#include "usecase/unit_of_work.h"

#include <string>
#include <string_view>
#include <vector>

namespace onshi::storage {
struct StaffRow;
}

/// Who works at a holder of certificates, made by its administrators; the first one by the operator. Changes run only
/// in Desk::write. Names and logins never reach the record.
namespace onshi::usecase {

constexpr const char* staff_code_kind = "staff";

struct StaffCode
{
    std::string member; ///< id
    std::string code;   ///< to be handed to the member by another way than the network
    base::Instant until{};
};

struct StaffLine
{
    std::string id;
    domain::CallerClass cls{};
    std::string holder, login, name;
    domain::StaffRole role{};
    bool locked = false;
    bool ready = false; ///< password and second factor are there
};

/// Whose: those of the caller's own holder. Put on the record: it shows names.
[[nodiscard]] std::vector<StaffLine> list_members(UnitOfWork&, const domain::Caller&);
/// A member without a password yet. Errors: staff_login_taken, unknown_value (a role that such holders do not have),
/// those of the names.
[[nodiscard]] domain::Result<StaffCode> add_member(UnitOfWork&, const domain::Caller&, std::string_view login,
                                                   std::string_view name, std::string_view role);
/// The member's sessions end with a change. Errors: staff_member_unknown, unknown_value, staff_last_administrator.
[[nodiscard]] domain::Result<void> change_member(UnitOfWork&, const domain::Caller&, std::string_view id,
                                                 std::string_view role, bool locked);
/// A new code: those given before are void, the member's sessions end. Error: staff_member_unknown.
[[nodiscard]] domain::Result<StaffCode> give_code(UnitOfWork&, const domain::Caller&, std::string_view id);

/// For the operator: an administrator of that holder without a login yet, or the one whose code was not used, or
/// `member` if that is not empty. Errors: staff_member_unknown, and those of known_holder.
[[nodiscard]] domain::Result<StaffCode> give_first_code(UnitOfWork&, const domain::Caller&, domain::CallerClass,
                                                        const std::string& holder, std::string_view member);
/// For the operator, of all holders.
[[nodiscard]] std::vector<StaffLine> list_all_members(UnitOfWork&, const domain::Caller&);
/// For the operator, who may also lock the last administrator. Error: staff_member_unknown.
[[nodiscard]] domain::Result<void> lock_member(UnitOfWork&, const domain::Caller&, std::string_view id, bool locked);

/// Whether the member has a password and a second factor.
[[nodiscard]] bool is_ready(UnitOfWork&, const storage::StaffRow&);
/// Codes, tickets and sessions of the member are void.
void end_access(UnitOfWork&, const std::string& member);

} // namespace onshi::usecase
