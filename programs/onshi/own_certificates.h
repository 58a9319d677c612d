#pragma once

#include "base/environment.h"
#include "base/log.h"

#include <string>
#include <vector>

/// The centre's own certificates: root, issuing and server.
namespace onshi::programs {

struct OwnCertificate
{
    std::string name;        ///< "server", as its file is called
    base::Instant not_after; ///< end
};

/// Writes a warning "certificate_expires" with name, day (in Japan) and days left for each that ends within 90 days or
/// has ended.
void warn_of_ends(const base::Log&, const base::Clock&, const std::vector<OwnCertificate>&);

} // namespace onshi::programs
