#include "usecase/staff_sessions.h"

#include "base/fault.h"
#include "pki/digest.h"
#include "storage/register_store.h"
#include "storage/staff_access_store.h"
#include "storage/staff_store.h"
#include "usecase/audit.h"
#include "usecase/one_time_code.h"

namespace onshi::usecase {

using domain::AuditEvent;
using domain::CallerClass;
using domain::ErrorCode;

namespace {

/// A session that is used is written down so often and not at each request: a write costs a sync of the disk.
constexpr std::chrono::minutes noted_every{1};

std::unexpected<domain::Rejection> ended()
{
    return std::unexpected(domain::rejection(ErrorCode::staff_session_ended, "Onshi-Session"));
}

} // namespace

std::string session_hash(std::string_view token) { return pki::hex(pki::sha256({"onshi staff session ", token})); }

domain::Result<HeldSession> held_session(UnitOfWork& work, const domain::Caller& caller, const StaffSettings& settings,
                                         std::string_view token)
{
    const auto now = work.environment.clock.now();
    const auto session = work.staff_access.session(session_hash(token));
    const auto member = session ? work.staff.by_id(session->member) : std::nullopt;
    if (!member || member->locked || now >= session->ends_at || now - session->seen_at > settings.idle)
        return ended();
    if (session->certificate != caller.id || member->cls != caller.cls || member->holder != caller.holder) {
        work.record(
            make_entry(work, caller,
                       {.event = AuditEvent::staff_session_refused, .request = {}, .details = "member=" + member->id}));
        return ended();
    }
    return HeldSession{{member->id, member->role}, now - session->seen_at >= noted_every};
}

void note_use(UnitOfWork& work, std::string_view hash)
{
    work.staff_access.see(hash, work.environment.clock.now());
    work.keep();
}

StaffSession begin_session(UnitOfWork& work, const domain::Caller& caller, const StaffSettings& settings,
                           storage::StaffRow member, const char* factor)
{
    const auto now = work.environment.clock.now();
    member.failures = 0;
    member.wait_until = {};
    work.staff.update(member);
    work.staff_access.drop_tickets_of(member.id);
    work.staff_access.forget_before(now);
    StaffSession session{.token = new_token(work.environment.random),
                         .member = {member.id, member.role},
                         .name = member.name,
                         .until = now + settings.session};
    work.staff_access.add(storage::SessionRow{.token_hash = session_hash(session.token),
                                              .member = member.id,
                                              .certificate = caller.id,
                                              .seen_at = now,
                                              .ends_at = session.until,
                                              .challenge = {}});
    auto signed_in = caller;
    signed_in.staff = session.member;
    work.record(
        make_entry(work, signed_in,
                   {.event = AuditEvent::staff_signed_in, .request = {}, .details = std::string("factor=") + factor}));
    return session;
}

void sign_out(UnitOfWork& work, const domain::Caller& caller, std::string_view token)
{
    work.staff_access.drop_session(session_hash(token));
    work.record(make_entry(work, caller, {.event = AuditEvent::staff_signed_out, .request = {}, .details = {}}));
}

SignedIn signed_in(UnitOfWork& work, const domain::Caller& caller, std::string_view token)
{
    const auto session = work.staff_access.session(session_hash(token));
    const auto member = session ? work.staff.by_id(session->member) : std::nullopt;
    ONSHI_CHECK(member.has_value());
    return {member->name, name_of_holder(work, caller.cls, caller.holder), session->ends_at};
}

std::string name_of_holder(UnitOfWork& work, CallerClass cls, const std::string& holder)
{
    if (cls == CallerClass::terminal) {
        const auto code = domain::FacilityCode::parse(holder);
        const auto facility = code ? work.registers.facility(*code, work.known_through()) : std::nullopt;
        return facility ? facility->name : holder;
    }
    if (cls == CallerClass::insurer) {
        const auto number = domain::InsurerNumber::parse(holder);
        const auto insurer = number ? work.registers.insurer(*number, work.known_through()) : std::nullopt;
        return insurer ? insurer->name : holder;
    }
    return holder;
}

} // namespace onshi::usecase
