#include "onshi/own_certificates.h"

#include "usecase/certificates.h"

namespace onshi::programs {

void warn_of_ends(const base::Log& log, const base::Clock& clock, const std::vector<OwnCertificate>& certificates)
{
    const auto now = clock.now();
    for (const auto& certificate : certificates) {
        const auto left = certificate.not_after - now;
        if (left <= usecase::expiry_warning)
            log.line(base::LogLevel::warn, "certificate_expires",
                     {{"certificate", certificate.name},
                      {"expires", base::jst_date(certificate.not_after).iso()},
                      {"days_left", std::chrono::floor<std::chrono::days>(left).count()}});
    }
}

} // namespace onshi::programs
