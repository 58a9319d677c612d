#pragma once

#include "base/environment.h"
#include "pki/certificate.h"
#include "pki/openssl_handles.h"

#include <gtest/gtest.h>

/// For the tests of this folder: a synthetic authority at a fixed moment, 2026-11-04T00:00:00Z.
namespace onshi::pki {

struct FixedClock final : base::Clock
{
    base::Instant at = std::chrono::sys_days(std::chrono::year(2026) / 11 / 4);
    [[nodiscard]] base::Instant now() const override { return at; }
};

inline constexpr std::chrono::years ten_years{10};
inline constexpr std::chrono::days one_year{365};

class CertificateTest : public testing::Test
{
protected:
    FixedClock clock_;
    base::SystemRandom random_;
    base::Environment environment_{clock_, random_, true};
    Identity root_ = make_root(environment_, "Synthetic Authority", ten_years);
    Identity issuing_ = make_issuing(environment_, root_, "Synthetic Authority", ten_years);

    [[nodiscard]] domain::Result<std::string> issue_for(std::string_view request) const
    {
        return issue(environment_, issuing_, request, domain::CallerClass::terminal, "1310000001", one_year);
    }
    [[nodiscard]] std::string client_certificate() const
    {
        return issue_for(signing_request(new_key(), "a terminal")).value();
    }
    [[nodiscard]] static CertificateFacts facts_of(const std::string& pem) { return read_certificate(pem).value(); }
};

} // namespace onshi::pki
