#pragma once

#include "base/log.h"
#include "net/plain_client.h"
#include "pki/revocation.h"

#include <optional>
#include <string>

/// Where the centre asks whether a card's certificate is revoked: OCSP over HTTP (RFC 6960, appendix A) and a list to
/// fetch. What cannot be had is in the log, with the reason. Blocks its thread for three seconds at most (OCSP), ten
/// (list). Any thread.
namespace onshi::http {

class RevocationFetch final : public pki::RevocationSource
{
public:
    /// None: that way is not open. The log outlives this.
    RevocationFetch(std::optional<net::PlainUrl> ocsp, std::optional<net::PlainUrl> crl, const base::Log& log);

    [[nodiscard]] std::optional<std::string> fetch_ocsp(const std::string& request) override;
    [[nodiscard]] std::optional<std::string> fetch_crl() override;

private:
    std::optional<net::PlainUrl> ocsp_;
    std::optional<net::PlainUrl> crl_;
    const base::Log& log_;
};

} // namespace onshi::http
