#pragma once

#include "base/environment.h"
#include "domain/rejection.h"
#include "net/client.h"
#include "terminal/identity.h"
#include "wire/eligibility_message.h"

#include <string>

/// The centre as a terminal sees it.
namespace onshi::terminal {

struct CheckReply
{
    int status = 0;                 ///< of HTTP
    std::string answer_id;          ///< empty if the request was refused
    std::string xml;                ///< as it came
    wire::EligibilityAnswer answer; ///< the same, read
};

/// One connection, by mTLS. One thread at a time. Throws base::Fault(network) if no answer comes.
class CentreClient
{
public:
    CentreClient(const net::Address& centre, const Identity& identity);

    /// Sends the request under a fresh idempotency key; after a lost connection it is sent once more under the same
    /// key, so that it is recorded once. Error: an answer that is no message of the interface.
    [[nodiscard]] domain::Result<CheckReply> check(const base::Environment&, const wire::EligibilityRequest&);

private:
    net::Client client_;
};

/// Makes a key, asks for its certificate with the one-time code, and gives the identity to be saved.
/// `authority`: the centre's root, brought by a trusted way. Error: what the centre refused, in its words.
[[nodiscard]] domain::Result<Identity> enrol(const net::Address& centre, const std::string& authority,
                                             const std::string& code);

} // namespace onshi::terminal
