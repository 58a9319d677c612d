#pragma once

#include "domain/rejection.h"
#include "pki/certificate.h"
#include "usecase/unit_of_work.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Who may speak: enrolment by a one-time code, renewal by the certificate itself, identification at each request,
/// revocation.
namespace onshi::usecase {

/// So long before the end of a certificate its holder and the operator are told.
constexpr std::chrono::days expiry_warning{90};

/// The caller behind a certificate that the TLS handshake proved; nobody for an empty fingerprint. Asked in the
/// snapshot of the answer, so a revocation holds for every request that begins after it. Errors:
/// certificate_unregistered, certificate_revoked, certificate_expired.
[[nodiscard]] domain::Result<domain::Caller> identify(UnitOfWork&, std::string_view fingerprint);

/// The holder as its register writes it: a facility (terminal), an insurer (insurer); an office's name as given.
/// Errors: facility_unknown, insurer_unknown, and those of the identifiers.
[[nodiscard]] domain::Result<std::string> known_holder(UnitOfWork&, domain::CallerClass cls, const std::string& holder);

/// A one-time code, valid for seven days, for a caller of `cls`. Holder: a facility in the register (terminal), an
/// insurer in the register (insurer), or the name of an office. Give it to that office by another way than the network.
/// Only in Desk::write. Errors: facility_unknown, insurer_unknown, and those of the identifiers.
[[nodiscard]] domain::Result<std::string> issue_code(UnitOfWork&, const domain::Caller&, domain::CallerClass cls,
                                                     const std::string& holder);

struct Enrolled
{
    std::string certificate; ///< PEM
    std::string serial;
    std::string holder;
};

/// Signs the request for the holder whose code it is; the code is used up with it, by one caller only, and stays good
/// if the request is refused. Only in Desk::write. Errors: enrolment_code, signing_request.
[[nodiscard]] domain::Result<Enrolled> enrol(UnitOfWork&, const pki::Identity& authority, std::string_view code,
                                             std::string_view signing_request);

/// A further certificate for the caller's class and holder, for a new key. The one it calls with (`presented`, DER)
/// stays good until its own end, so that nothing stands still while the new one is put in place.
/// Only in Desk::write. Error: signing_request, also if the key is that of `presented`.
[[nodiscard]] domain::Result<Enrolled> renew(UnitOfWork&, const pki::Identity& authority, const domain::Caller&,
                                             std::string_view presented, std::string_view signing_request);

/// False if there is no such certificate, or it is revoked already. Only in Desk::write.
[[nodiscard]] bool revoke(UnitOfWork&, const domain::Caller&, const std::string& serial);

struct CertificateLine
{
    std::string serial;
    domain::CallerClass cls{};
    std::string holder;
    base::Instant not_after{};
    bool revoked = false;
    bool superseded = false; ///< ends soon, and its holder has another that does not (see count_expiring)
};
[[nodiscard]] std::vector<CertificateLine> list_certificates(UnitOfWork&);

/// How many certificates of each class end within expiry_warning, are neither revoked nor superseded: their holder has
/// no unrevoked one of that class that ends later than that. Of a holder with several machines the first new
/// certificate counts for all. Classes with none are left out.
[[nodiscard]] std::map<domain::CallerClass, std::int64_t> count_expiring(UnitOfWork&);

} // namespace onshi::usecase
