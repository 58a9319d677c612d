#pragma once

#include "base/environment.h"
#include "base/log.h"
#include "http/centre.h"
#include "http/revocation_fetch.h"
#include "onshi/config.h"

namespace onshi::programs {

/// Whose cards this centre believes, and where it asks whether they still are: the section [card] of the settings.
class CardVerifier
{
public:
    /// Throws base::Fault(io) for a file that cannot be read, base::Fault(setup) as pki::CardTrust does: a development
    /// authority in a centre that is none, for one. All outlive this.
    CardVerifier(const Config&, const base::Environment&, const base::Log&);

    /// None if no authority is configured.
    [[nodiscard]] std::optional<http::CardVerification> cards();

private:
    pki::CardTrust trust_;
    http::RevocationFetch fetch_;
    pki::RevocationCheck revocation_;
};

} // namespace onshi::programs
