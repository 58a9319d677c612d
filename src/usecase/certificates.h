#pragma once

#include "domain/rejection.h"
#include "pki/certificate.h"
#include "usecase/unit_of_work.h"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Who may speak: enrolment by a one-time code, identification at each request, revocation.
namespace onshi::usecase {

/// The caller behind a certificate that the TLS handshake proved; nobody for an empty fingerprint. Asked in the
/// snapshot of the answer, so a revocation holds for every request that begins after it. Errors:
/// certificate_unregistered, certificate_revoked, certificate_expired.
[[nodiscard]] domain::Result<domain::Caller> identify(UnitOfWork&, std::string_view fingerprint);

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

/// False if there is no such certificate, or it is revoked already. Only in Desk::write.
[[nodiscard]] bool revoke(UnitOfWork&, const domain::Caller&, const std::string& serial);

struct CertificateLine
{
    std::string serial;
    domain::CallerClass cls{};
    std::string holder;
    base::Instant not_after{};
    bool revoked = false;
};
[[nodiscard]] std::vector<CertificateLine> list_certificates(UnitOfWork&);

} // namespace onshi::usecase
