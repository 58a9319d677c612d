#pragma once

#include "domain/rejection.h"
#include "net/client.h"
#include "terminal/identity.h"

namespace onshi::terminal {

/// Makes a key and asks for a further certificate by the present one, which stays good until its own end. Gives the
/// identity to be put in its place (replace_identity). Error: what the centre refused, in its words.
/// Throws base::Fault(network) if no answer comes, (crypto) if the identity's files do not fit together.
[[nodiscard]] domain::Result<Identity> renew(const net::Address& centre, const Identity& present);

} // namespace onshi::terminal
