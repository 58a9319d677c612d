#pragma once

#include "net/client.h"
#include "terminal/identity.h"

#include <chrono>
#include <optional>
#include <string>

namespace onshi::terminal {

/// What came of asking once.
struct Reply
{
    enum class Kind {
        answer,      ///< the centre's word, also a refusal: it will not change by asking again
        later,       ///< the centre is there and has no answer now (429, 5xx)
        unreachable, ///< no word
    };
    Kind kind = Kind::unreachable;
    std::string bytes;                 ///< of an answer
    bool refusal = false;              ///< an answer with a status other than 200
    std::chrono::milliseconds pause{}; ///< before anybody asks again: of Retry-After
};

/// One connection to the centre, for messages as they are. One thread at a time, but for give_up().
class CentreLine
{
public:
    /// Throws base::Fault(crypto) if the identity is none.
    CentreLine(const net::Address&, const Identity&, std::chrono::milliseconds timeout);

    /// `message`: "OQSsiquc01". `id`: the idempotency key; the same answer comes however often it is asked.
    [[nodiscard]] Reply ask(const std::string& message, const std::string& id, const std::string& bytes);
    /// True if the centre answers at all.
    [[nodiscard]] bool is_alive();
    /// Ends what is under way, and all later asking, as unreachable. Any thread.
    void give_up() { client_.give_up(); }

private:
    net::Client client_;
};

} // namespace onshi::terminal
