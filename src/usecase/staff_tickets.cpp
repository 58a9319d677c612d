#include "usecase/staff_tickets.h"

#include "pki/digest.h"
#include "usecase/audit.h"
#include "usecase/one_time_code.h"

#include <algorithm>

namespace onshi::usecase {

using domain::AuditEvent;
using domain::ErrorCode;

namespace {

constexpr std::chrono::minutes ticket_lifetime{5};

std::string ticket_hash(std::string_view token) { return pki::hex(pki::sha256({"onshi staff ticket ", token})); }

} // namespace

StaffTicket issue_ticket(UnitOfWork& work, const domain::Caller& caller, const storage::StaffRow& member)
{
    StaffTicket ticket{.token = new_token(work.environment.random),
                       .totp = !member.totp.empty(),
                       .passkey = !work.staff.passkeys_of(member.id).empty()};
    work.staff_access.add(storage::TicketRow{.token_hash = ticket_hash(ticket.token),
                                             .member = member.id,
                                             .certificate = caller.id,
                                             .expires_at = work.environment.clock.now() + ticket_lifetime,
                                             .totp = {},
                                             .challenge = {}});
    return ticket;
}

domain::Result<HeldTicket> held_ticket(UnitOfWork& work, const domain::Caller& caller, std::string_view token)
{
    const auto now = work.environment.clock.now();
    auto ticket = work.staff_access.ticket(ticket_hash(token));
    auto member = ticket ? work.staff.by_id(ticket->member) : std::nullopt;
    if (!member || member->locked || ticket->expires_at <= now || ticket->certificate != caller.id ||
        member->cls != caller.cls || member->holder != caller.holder) {
        record_refusal(work, caller, "ticket", "ended", member ? member->id : std::string());
        return std::unexpected(domain::rejection(ErrorCode::staff_ticket_ended, "ticket"));
    }
    const bool waiting = member->wait_until > now;
    return HeldTicket{*std::move(ticket), *std::move(member), waiting};
}

void record_refusal(UnitOfWork& work, const domain::Caller& caller, const char* step, const char* why,
                    const std::string& member)
{
    auto details = std::string("step=") + step + " why=" + why;
    if (!member.empty())
        details += " member=" + member;
    work.record(
        make_entry(work, caller, {.event = AuditEvent::staff_refused, .request = {}, .details = std::move(details)}));
}

void record_failure(UnitOfWork& work, const domain::Caller& caller, const StaffSettings& settings, const char* step,
                    storage::StaffRow member)
{
    record_refusal(work, caller, step, "wrong", member.id);
    ++member.failures;
    if (const auto beyond = member.failures - settings.failures; beyond >= 0) {
        constexpr std::int64_t most_doublings = 20; // longest_wait is reached long before
        const auto wait = std::min<std::chrono::seconds>(
            settings.longest_wait, settings.first_wait * (1LL << std::min(beyond, most_doublings)));
        member.wait_until = work.environment.clock.now() + wait;
        work.record(make_entry(work, caller,
                               {.event = AuditEvent::staff_locked_out,
                                .request = {},
                                .details = "member=" + member.id + " failures=" + std::to_string(member.failures) +
                                           " until=" + base::jst_iso(member.wait_until)}));
    }
    work.staff.update(member);
}

} // namespace onshi::usecase
