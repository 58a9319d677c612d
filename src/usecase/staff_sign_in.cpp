#include "usecase/staff_sign_in.h"

#include "base/fault.h"
#include "domain/staff_names.h"
#include "domain/staff_password.h"
#include "pki/sealed.h"
#include "pki/totp.h"
#include "usecase/audit.h"
#include "usecase/one_time_code.h"
#include "usecase/staff_members.h"
#include "usecase/staff_tickets.h"

namespace onshi::usecase {

using domain::AuditEvent;
using domain::ErrorCode;
using storage::StaffRow;

namespace {

constexpr const char* issuer = "オンライン資格確認 onshi";

std::optional<StaffRow> member_of_login(UnitOfWork& work, const domain::Caller& caller, std::string_view typed)
{
    const auto login = domain::parse_login(typed);
    return login ? work.staff.by_login(caller.cls, caller.holder, *login) : std::nullopt;
}

std::unexpected<domain::Rejection> refused(ErrorCode code, const char* field)
{
    return std::unexpected(domain::rejection(code, field));
}

void record(UnitOfWork& work, const domain::Caller& caller, AuditEvent event, std::string details)
{
    work.record(make_entry(work, caller, {.event = event, .request = {}, .details = std::move(details)}));
}

/// The member whose unused code this is, at the caller's holder.
std::optional<StaffRow> member_of_code(UnitOfWork& work, const domain::Caller& caller, std::string_view code)
{
    const auto id =
        work.staff_access.member_of_code(one_time_code_hash(staff_code_kind, code), work.environment.clock.now());
    auto member = id ? work.staff.by_id(*id) : std::nullopt;
    if (member && (member->locked || member->cls != caller.cls || member->holder != caller.holder))
        return std::nullopt;
    return member;
}

struct CodeUse
{
    StaffRow member;
    CodeHolder holder;
};

domain::Result<CodeUse> examine(UnitOfWork& work, const domain::Caller& caller, const FirstSignIn& typed)
{
    auto login = domain::parse_login(typed.login);
    if (!login)
        return std::unexpected(login.error());
    auto member = member_of_code(work, caller, typed.code);
    if (!member || (!member->login.empty() && member->login != *login)) {
        record_refusal(work, caller, "code", "wrong", member ? member->id : std::string());
        return refused(ErrorCode::staff_code, "code");
    }
    const auto name = typed.name.empty() && !member->name.empty() ? member->name : domain::parse_staff_name(typed.name);
    if (!name)
        return std::unexpected(name.error());
    if (const auto other = work.staff.by_login(caller.cls, caller.holder, *login); other && other->id != member->id)
        return refused(ErrorCode::staff_login_taken, "login");
    return CodeUse{*std::move(member), {*login, *name, name_of_holder(work, caller.cls, caller.holder)}};
}

/// The secret is bound to its member's row.
std::string opened_secret(const std::string& key, const std::string& box, const std::string& member)
{
    auto secret = pki::opened(key, box, member);
    if (!secret)
        throw base::Fault(base::FaultCode::crypto,
                          "the secret of an authenticator does not open: is staff.key the one it "
                          "was sealed with?");
    return *std::move(secret);
}

/// The member with the step taken, if the digits are right.
domain::Result<StaffRow> take_step(UnitOfWork& work, const domain::Caller& caller, const StaffSettings& settings,
                                   const std::string& key, HeldTicket held, const std::string& box,
                                   std::string_view code)
{
    auto& member = held.member;
    if (held.waiting) {
        record_refusal(work, caller, "totp", "waiting", member.id);
        return refused(ErrorCode::staff_second_factor_failed, "code");
    }
    const auto secret = opened_secret(key, box, member.id);
    const auto step = pki::totp_step(secret, code, work.environment.clock.now(), member.totp_step);
    if (!step) {
        record_failure(work, caller, settings, "totp", std::move(member));
        return refused(ErrorCode::staff_second_factor_failed, "code");
    }
    member.totp_step = *step;
    return std::move(member);
}

} // namespace

std::string password_to_compare(UnitOfWork& work, const domain::Caller& caller, const pki::PasswordHasher& hasher,
                                std::string_view login)
{
    const auto member = member_of_login(work, caller, login);
    return member && !member->password.empty() ? member->password : hasher.nobodys();
}

ComparedPassword compare_password(pki::PasswordHasher& hasher, std::string hash, std::string_view typed)
{
    const auto password = domain::typed_password(typed);
    ComparedPassword compared{.hash = std::move(hash)};
    compared.right = hasher.matches(compared.hash, password) && !password.empty();
    if (compared.right && hasher.is_outdated(compared.hash))
        compared.renewed = hasher.hash(password);
    return compared;
}

domain::Result<StaffTicket> sign_in(UnitOfWork& work, const domain::Caller& caller, const StaffSettings& settings,
                                    std::string_view login, const ComparedPassword& compared)
{
    auto member = member_of_login(work, caller, login);
    const char* why = nullptr;
    if (!member || member->password.empty())
        why = "unknown";
    else if (member->locked)
        why = "locked";
    else if (member->wait_until > work.environment.clock.now())
        why = "waiting";
    else if (member->password != compared.hash)
        why = "changed"; // between the steps
    if (why)
        record_refusal(work, caller, "password", why, member ? member->id : std::string());
    else if (!compared.right)
        record_failure(work, caller, settings, "password", *member);
    if (why || !compared.right)
        return refused(ErrorCode::staff_sign_in_failed, "password");
    if (!compared.renewed.empty()) {
        member->password = compared.renewed;
        work.staff.update(*member);
    }
    record(work, caller, AuditEvent::staff_password_accepted, "member=" + member->id);
    return issue_ticket(work, caller, *member);
}

domain::Result<CodeHolder> look_at_code(UnitOfWork& work, const domain::Caller& caller, const FirstSignIn& typed)
{
    auto use = examine(work, caller, typed);
    if (!use)
        return std::unexpected(use.error());
    return std::move(use->holder);
}

domain::Result<StaffTicket> use_code(UnitOfWork& work, const domain::Caller& caller, const FirstSignIn& typed,
                                     const std::string& password_hash)
{
    auto use = examine(work, caller, typed);
    if (!use)
        return std::unexpected(use.error());
    auto& member = use->member;
    end_access(work, member.id);
    work.staff.drop_passkeys_of(member.id);
    member.login = use->holder.login;
    member.name = use->holder.name;
    member.password = password_hash;
    member.totp.clear();
    member.failures = 0;
    member.wait_until = {};
    work.staff.update(member);
    record(work, caller, AuditEvent::staff_code_used, "member=" + member.id);
    return issue_ticket(work, caller, member);
}

domain::Result<TotpEnrolment> begin_totp(UnitOfWork& work, const domain::Caller& caller, const std::string& key,
                                         std::string_view token)
{
    auto held = held_ticket(work, caller, token);
    if (!held)
        return std::unexpected(held.error());
    const auto& member = held->member;
    // Who has only the password must not be able to put his own second factor beside the member's.
    if (is_ready(work, member))
        return refused(ErrorCode::staff_ticket_ended, "ticket");
    const auto bytes = base::random_bytes<pki::totp_secret_bytes>(work.environment.random);
    const std::string secret(bytes.begin(), bytes.end());
    held->ticket.totp = pki::sealed(work.environment.random, key, secret, member.id);
    work.staff_access.update(held->ticket);
    work.keep();
    return TotpEnrolment{pki::base32(secret), pki::totp_uri(secret, issuer, member.login)};
}

domain::Result<StaffSession> confirm_totp(UnitOfWork& work, const domain::Caller& caller, const StaffSettings& settings,
                                          const std::string& key, std::string_view token, std::string_view code)
{
    auto held = held_ticket(work, caller, token);
    if (!held)
        return std::unexpected(held.error());
    if (held->ticket.totp.empty() || is_ready(work, held->member))
        return refused(ErrorCode::staff_ticket_ended, "ticket");
    const auto box = held->ticket.totp;
    held->member.totp_step = 0; // another secret
    auto member = take_step(work, caller, settings, key, *std::move(held), box, code);
    if (!member)
        return std::unexpected(member.error());
    member->totp = box;
    record(work, caller, AuditEvent::staff_factor_enrolled, "member=" + member->id + " kind=totp");
    return begin_session(work, caller, settings, *std::move(member), "totp");
}

domain::Result<StaffSession> enter_totp(UnitOfWork& work, const domain::Caller& caller, const StaffSettings& settings,
                                        const std::string& key, std::string_view token, std::string_view code)
{
    auto held = held_ticket(work, caller, token);
    if (!held)
        return std::unexpected(held.error());
    if (held->member.totp.empty())
        return refused(ErrorCode::staff_ticket_ended, "ticket");
    const auto box = held->member.totp;
    auto member = take_step(work, caller, settings, key, *std::move(held), box, code);
    if (!member)
        return std::unexpected(member.error());
    return begin_session(work, caller, settings, *std::move(member), "totp");
}

} // namespace onshi::usecase
