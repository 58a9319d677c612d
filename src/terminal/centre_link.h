#pragma once

#include "domain/rejection.h"
#include "net/client.h"
#include "terminal/identity.h"
#include "wire/json.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

/// The centre's JSON routes as a terminal calls them.
namespace onshi::terminal {

class CentreLink
{
public:
    CentreLink(const net::Address& centre, const Identity& identity);

    struct Call
    {
        std::string method = "POST";
        std::string path;
        std::string body = {};            ///< JSON; empty: none
        std::string session = {};         ///< of the staff member in whose name it is; empty: none
        std::string idempotency_key = {}; ///< empty: none
        std::string accept = "application/json";
    };
    /// Any thread; as many at once as there are threads. Throws base::Fault(network) if no answer comes.
    [[nodiscard]] net::Response call(const Call&);
    /// The answer's object. Error: what the centre refused, in its words.
    [[nodiscard]] domain::Result<wire::Json> ask(const Call&);

private:
    const net::ClientSettings settings_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<net::Client>> idle_;
};

} // namespace onshi::terminal
