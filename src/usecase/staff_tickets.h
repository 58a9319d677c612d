#pragma once

#include "domain/rejection.h"
#include "storage/staff_access_store.h"
#include "storage/staff_store.h"
#include "usecase/staff_sign_in.h"

#include <string>
#include <string_view>

/// Between password and second factor: tickets, and what a failure costs. For the use cases of signing in; names
/// stores, so nobody outside this folder includes it.
namespace onshi::usecase {

struct HeldTicket
{
    storage::TicketRow ticket;
    storage::StaffRow member;
    bool waiting = false; ///< what is sent now is not looked at
};

/// Only in Desk::write.
[[nodiscard]] StaffTicket issue_ticket(UnitOfWork&, const domain::Caller&, const storage::StaffRow&);
/// Error: staff_ticket_ended, on the record.
[[nodiscard]] domain::Result<HeldTicket> held_ticket(UnitOfWork&, const domain::Caller&, std::string_view token);

/// Why a step was refused goes on the record; `member` may be empty.
void record_refusal(UnitOfWork&, const domain::Caller&, const char* step, const char* why, const std::string& member);
/// The same, and counts the failure; a waiting time may begin. Only in Desk::write.
void record_failure(UnitOfWork&, const domain::Caller&, const StaffSettings&, const char* step, storage::StaffRow);

} // namespace onshi::usecase
