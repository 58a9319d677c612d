#include "usecase/staff_members.h"

#include "domain/staff_names.h"
#include "storage/staff_access_store.h"
#include "storage/staff_store.h"
#include "usecase/audit.h"
#include "usecase/certificates.h"
#include "usecase/one_time_code.h"

#include <algorithm>

namespace onshi::usecase {

using domain::AuditEvent;
using domain::CallerClass;
using domain::ErrorCode;
using domain::StaffRole;
using storage::StaffRow;

namespace {

constexpr std::chrono::days code_lifetime{7};

StaffLine line_of(UnitOfWork& work, const StaffRow& m)
{
    return {m.id, m.cls, m.holder, m.login, m.name, m.role, m.locked, is_ready(work, m)};
}

/// What the record says of a member whose holder is not the caller's.
std::string of_holder(const domain::Caller& caller, const StaffRow& member)
{
    if (caller.cls == member.cls)
        return {};
    return std::string(" class=") + domain::name_of(member.cls) + " holder=" + member.holder;
}

std::string as_role(const domain::Caller& caller, const StaffRow& member)
{
    return "member=" + member.id + " as=" + domain::name_of(member.role) + of_holder(caller, member);
}

void record(UnitOfWork& work, const domain::Caller& caller, AuditEvent event, std::string details)
{
    work.record(make_entry(work, caller, {.event = event, .request = {}, .details = std::move(details)}));
}

StaffCode new_code_for(UnitOfWork& work, const domain::Caller& caller, const StaffRow& member)
{
    end_access(work, member.id);
    StaffCode code{member.id, new_one_time_code(work.environment.random), work.environment.clock.now() + code_lifetime};
    work.staff_access.add_code(one_time_code_hash(staff_code_kind, code.code), member.id, code.until);
    record(work, caller, AuditEvent::staff_code_issued, as_role(caller, member));
    return code;
}

std::unexpected<domain::Rejection> unknown_member()
{
    return std::unexpected(domain::rejection(ErrorCode::staff_member_unknown, "id"));
}

/// Of the caller's own holder.
std::optional<StaffRow> colleague(UnitOfWork& work, const domain::Caller& caller, std::string_view id)
{
    auto member = work.staff.by_id(id);
    if (member && (member->cls != caller.cls || member->holder != caller.holder))
        return std::nullopt;
    return member;
}

domain::Result<StaffRole> role_at(CallerClass cls, std::string_view name)
{
    const auto role = domain::staff_role(name);
    if (!role || !domain::exists_at(*role, cls))
        return std::unexpected(domain::rejection(ErrorCode::unknown_value, "role", "役割"));
    return *role;
}

bool can_administrate(UnitOfWork& work, const StaffRow& member)
{
    return member.role == StaffRole::administrator && !member.locked && is_ready(work, member);
}

bool is_last_administrator(UnitOfWork& work, const StaffRow& member)
{
    if (!can_administrate(work, member))
        return false;
    return std::ranges::none_of(work.staff.of_holder(member.cls, member.holder), [&](const StaffRow& other) {
        return other.id != member.id && can_administrate(work, other);
    });
}

void put_change(UnitOfWork& work, const domain::Caller& caller, const StaffRow& member)
{
    work.staff.update(member);
    end_access(work, member.id);
    record(work, caller, AuditEvent::staff_member_changed,
           as_role(caller, member) + " locked=" + (member.locked ? "1" : "0"));
}

StaffRow add_row(UnitOfWork& work, const domain::Caller& caller, StaffRow member)
{
    member.id = base::uuid_v7(work.environment);
    work.staff.add(member);
    record(work, caller, AuditEvent::staff_member_added, as_role(caller, member));
    return member;
}

} // namespace

std::vector<StaffLine> list_members(UnitOfWork& work, const domain::Caller& caller)
{
    std::vector<StaffLine> lines;
    for (const auto& member : work.staff.of_holder(caller.cls, caller.holder))
        lines.push_back(line_of(work, member));
    record(work, caller, AuditEvent::staff_listed, {});
    return lines;
}

domain::Result<StaffCode> add_member(UnitOfWork& work, const domain::Caller& caller, std::string_view login,
                                     std::string_view name, std::string_view role)
{
    auto its_login = domain::parse_login(login);
    if (!its_login)
        return std::unexpected(its_login.error());
    auto its_name = domain::parse_staff_name(name);
    if (!its_name)
        return std::unexpected(its_name.error());
    const auto its_role = role_at(caller.cls, role);
    if (!its_role)
        return std::unexpected(its_role.error());
    if (work.staff.by_login(caller.cls, caller.holder, *its_login))
        return std::unexpected(domain::rejection(ErrorCode::staff_login_taken, "login"));
    return new_code_for(work, caller,
                        add_row(work, caller,
                                {.id = {},
                                 .cls = caller.cls,
                                 .holder = caller.holder,
                                 .login = *std::move(its_login),
                                 .name = *std::move(its_name),
                                 .role = *its_role,
                                 .password = {},
                                 .totp = {}}));
}

domain::Result<void> change_member(UnitOfWork& work, const domain::Caller& caller, std::string_view id,
                                   std::string_view role, bool locked)
{
    auto member = colleague(work, caller, id);
    if (!member)
        return unknown_member();
    const auto its_role = role_at(caller.cls, role);
    if (!its_role)
        return std::unexpected(its_role.error());
    if (member->role == *its_role && member->locked == locked)
        return {};
    if ((locked || *its_role != StaffRole::administrator) && is_last_administrator(work, *member))
        return std::unexpected(domain::rejection(ErrorCode::staff_last_administrator, "id"));
    member->role = *its_role;
    member->locked = locked;
    put_change(work, caller, *member);
    return {};
}

domain::Result<StaffCode> give_code(UnitOfWork& work, const domain::Caller& caller, std::string_view id)
{
    const auto member = colleague(work, caller, id);
    if (!member)
        return unknown_member();
    return new_code_for(work, caller, *member);
}

domain::Result<StaffCode> give_first_code(UnitOfWork& work, const domain::Caller& caller, CallerClass cls,
                                          const std::string& holder, std::string_view id)
{
    const auto known = known_holder(work, cls, holder);
    if (!known)
        return std::unexpected(known.error());
    const auto members = work.staff.of_holder(cls, *known);
    const auto found =
        std::ranges::find_if(members, [&](const StaffRow& m) { return id.empty() ? m.login.empty() : m.id == id; });
    if (found != members.end())
        return new_code_for(work, caller, *found);
    if (!id.empty())
        return unknown_member();
    return new_code_for(work, caller,
                        add_row(work, caller,
                                {.id = {},
                                 .cls = cls,
                                 .holder = *known,
                                 .login = {},
                                 .name = {},
                                 .role = StaffRole::administrator,
                                 .password = {},
                                 .totp = {}}));
}

std::vector<StaffLine> list_all_members(UnitOfWork& work, const domain::Caller& caller)
{
    std::vector<StaffLine> lines;
    work.staff.each([&](const StaffRow& member) { lines.push_back(line_of(work, member)); });
    record(work, caller, AuditEvent::staff_listed, {});
    return lines;
}

domain::Result<void> lock_member(UnitOfWork& work, const domain::Caller& caller, std::string_view id, bool locked)
{
    auto member = work.staff.by_id(id);
    if (!member)
        return unknown_member();
    if (member->locked == locked)
        return {};
    member->locked = locked;
    put_change(work, caller, *member);
    return {};
}

bool is_ready(UnitOfWork& work, const StaffRow& member)
{
    return !member.password.empty() && (!member.totp.empty() || !work.staff.passkeys_of(member.id).empty());
}

void end_access(UnitOfWork& work, const std::string& member)
{
    work.staff_access.drop_codes_of(member);
    work.staff_access.drop_tickets_of(member);
    work.staff_access.drop_sessions_of(member);
}

} // namespace onshi::usecase
