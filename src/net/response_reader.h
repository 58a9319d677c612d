#pragma once

#include "net/message.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

/// Bytes in, one answer out (RFC 9112). Interim answers (1xx) are passed over. Knows no socket.
namespace onshi::net {

class ResponseReader
{
public:
    enum class Progress { more, whole, malformed };

    /// `to_head`: the request was HEAD, so that the answer has no body whatever its length says.
    explicit ResponseReader(bool to_head);
    ~ResponseReader();

    /// Where the next bytes go; until the next call of this object.
    [[nodiscard]] std::span<char> space();
    [[nodiscard]] Progress advance(std::size_t received);
    /// The peer has ended the stream, which ends the answer if it gave no length.
    [[nodiscard]] Progress end();
    [[nodiscard]] bool has_begun() const; ///< any byte has come

    [[nodiscard]] Response take();
    /// The whole answer, looked at instead of taken: until the next call of another function.
    [[nodiscard]] int status() const;
    [[nodiscard]] std::string_view header(std::string_view name) const; ///< the first of that name; empty if none
    [[nodiscard]] std::string_view body() const;
    /// The answer is whole, nothing follows it, and the server goes on with this connection.
    [[nodiscard]] bool keeps_alive() const;
    /// Forgets all that has come: from here on the next answer is read.
    void start_over();

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

} // namespace onshi::net
