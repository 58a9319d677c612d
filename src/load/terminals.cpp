#include "load/terminals.h"

namespace onshi::load {

Terminals terminals(std::span<const terminal::Identity> identities, const net::Address& server, std::size_t connections)
{
    Terminals all;
    for (std::size_t i = 0; i < (connections == 0 ? identities.size() : connections); ++i) {
        const auto& identity = identities[i % identities.size()];
        all.settings.push_back({.host = server.host,
                                .port = server.port,
                                .server_authority = identity.authority,
                                .certificate = identity.certificate,
                                .key = identity.key});
        all.facilities.push_back(identity.holder);
    }
    return all;
}

} // namespace onshi::load
