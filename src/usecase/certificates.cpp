#include "usecase/certificates.h"

#include "pki/digest.h"
#include "storage/certificate_store.h"
#include "storage/register_store.h"
#include "usecase/audit.h"
#include "usecase/one_time_code.h"

#include <algorithm>

namespace onshi::usecase {

using domain::AuditEvent;
using domain::CallerClass;
using domain::ErrorCode;

namespace {

constexpr std::chrono::days code_lifetime{7};
constexpr std::chrono::days certificate_lifetime{3 * 365};

std::string named(CallerClass cls, const std::string& holder)
{
    return std::string("class=") + domain::name_of(cls) + " holder=" + holder;
}

/// Signs the request and puts the certificate into the register.
domain::Result<Enrolled> issue_to(UnitOfWork& work, const pki::Identity& authority,
                                  const storage::EnrolmentHolder& holder, std::string_view signing_request)
{
    auto certificate =
        pki::issue(work.environment, authority, signing_request, holder.cls, holder.holder, certificate_lifetime);
    if (!certificate)
        return std::unexpected(certificate.error());
    const auto facts = pki::read_certificate(*certificate);
    if (!facts)
        return std::unexpected(facts.error());
    work.certificates.add({.fingerprint = pki::hex(facts->fingerprint),
                           .serial = facts->serial,
                           .cls = holder.cls,
                           .holder = holder.holder,
                           .not_after = facts->not_after,
                           .revoked_at = std::nullopt},
                          work.recorded_at());
    return Enrolled{*std::move(certificate), facts->serial, holder.holder};
}

} // namespace

domain::Result<std::string> known_holder(UnitOfWork& work, CallerClass cls, const std::string& holder)
{
    if (cls == CallerClass::terminal) {
        const auto code = domain::FacilityCode::parse(holder);
        if (!code)
            return std::unexpected(code.error());
        if (!work.registers.facility(*code, work.known_through()))
            return std::unexpected(domain::rejection(ErrorCode::facility_unknown, "holder"));
        return code->text();
    }
    if (cls == CallerClass::insurer) {
        const auto number = domain::InsurerNumber::parse(holder);
        if (!number)
            return std::unexpected(number.error());
        if (!work.registers.insurer(*number, work.known_through()))
            return std::unexpected(domain::rejection(ErrorCode::insurer_unknown, "holder"));
        return number->text();
    }
    return holder;
}

domain::Result<domain::Caller> identify(UnitOfWork& work, std::string_view fingerprint)
{
    domain::Caller caller;
    if (fingerprint.empty())
        return caller;
    const auto certificate = work.certificates.by_fingerprint(fingerprint);
    if (!certificate)
        return std::unexpected(domain::rejection(ErrorCode::certificate_unregistered));
    if (certificate->revoked_at)
        return std::unexpected(domain::rejection(ErrorCode::certificate_revoked));
    if (certificate->not_after < work.environment.clock.now())
        return std::unexpected(domain::rejection(ErrorCode::certificate_expired));
    caller.cls = certificate->cls;
    caller.id = certificate->serial;
    caller.holder = certificate->holder;
    caller.until = certificate->not_after;
    if (caller.cls == CallerClass::terminal)
        if (auto code = domain::FacilityCode::parse(caller.holder))
            caller.facility = *std::move(code);
    return caller;
}

domain::Result<std::string> issue_code(UnitOfWork& work, const domain::Caller& caller, CallerClass cls,
                                       const std::string& holder)
{
    const auto known = known_holder(work, cls, holder);
    if (!known)
        return known;
    auto code = new_one_time_code(work.environment.random);
    work.certificates.add_code(one_time_code_hash("enrolment", code), {cls, *known},
                               work.environment.clock.now() + code_lifetime);
    work.record(make_entry(work, caller,
                           {.event = AuditEvent::enrolment_code_issued, .request = {}, .details = named(cls, *known)}));
    return code;
}

domain::Result<Enrolled> enrol(UnitOfWork& work, const pki::Identity& authority, std::string_view code,
                               std::string_view signing_request)
{
    const auto holder = work.certificates.use_code(one_time_code_hash("enrolment", code), work.environment.clock.now());
    if (!holder)
        return std::unexpected(domain::rejection(ErrorCode::enrolment_code, "code"));
    // A refused request records nothing, so the use of the code is rolled back with it.
    auto enrolled = issue_to(work, authority, *holder, signing_request);
    if (enrolled)
        work.record(make_entry(work,
                               domain::Caller{.cls = holder->cls, .id = enrolled->serial, .holder = holder->holder},
                               {.event = AuditEvent::certificate_enrolled,
                                .request = signing_request,
                                .details = named(holder->cls, holder->holder) + " serial=" + enrolled->serial}));
    return enrolled;
}

domain::Result<Enrolled> renew(UnitOfWork& work, const pki::Identity& authority, const domain::Caller& caller,
                               std::string_view presented, std::string_view signing_request)
{
    // A key that may have leaked in three years must not live on under a new date.
    if (pki::shares_key(presented, signing_request))
        return std::unexpected(
            domain::Rejection{ErrorCode::signing_request, "signing_request",
                              "鍵が今の電子証明書と同じです。新しい鍵を作ってから、もう一度更新してください。"});
    auto renewed = issue_to(work, authority, {caller.cls, caller.holder}, signing_request);
    if (renewed)
        work.record(make_entry(
            work, caller,
            {.event = AuditEvent::certificate_renewed,
             .request = signing_request,
             .details = named(caller.cls, caller.holder) + " serial=" + renewed->serial + " replaces=" + caller.id}));
    return renewed;
}

bool revoke(UnitOfWork& work, const domain::Caller& caller, const std::string& serial)
{
    if (!work.certificates.revoke(serial, work.recorded_at()))
        return false;
    work.record(make_entry(work, caller,
                           {.event = AuditEvent::certificate_revoked, .request = {}, .details = "serial=" + serial}));
    return true;
}

std::vector<CertificateLine> list_certificates(UnitOfWork& work)
{
    const auto through = work.environment.clock.now() + expiry_warning;
    std::vector<CertificateLine> lines;
    std::map<std::pair<CallerClass, std::string>, base::Instant> last;
    work.certificates.each([&](const storage::IssuedCertificate& c) {
        lines.push_back({c.serial, c.cls, c.holder, c.not_after, c.revoked_at.has_value()});
        auto& until = last[{c.cls, c.holder}];
        if (!c.revoked_at)
            until = std::max(until, c.not_after);
    });
    for (auto& line : lines)
        line.superseded = !line.revoked && line.not_after <= through && last[{line.cls, line.holder}] > through;
    return lines;
}

std::map<CallerClass, std::int64_t> count_expiring(UnitOfWork& work)
{
    const auto now = work.environment.clock.now();
    std::map<CallerClass, std::int64_t> counts;
    work.certificates.each_ending(now, now + expiry_warning,
                                  [&](CallerClass cls, std::int64_t count) { counts[cls] = count; });
    return counts;
}

} // namespace onshi::usecase
