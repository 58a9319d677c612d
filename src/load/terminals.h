#pragma once

#include "net/client.h"
#include "terminal/identity.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace onshi::load {

/// Who asks: the connections, and by each the 医療機関コード that it asks for.
struct Terminals
{
    std::vector<net::ClientSettings> settings;
    std::vector<std::string> facilities;
};

/// So many connections, the identities (one and more) in turn; 0: one for each identity.
[[nodiscard]] Terminals terminals(std::span<const terminal::Identity> identities, const net::Address& server,
                                  std::size_t connections);

} // namespace onshi::load
