#pragma once

#include "net/message.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

/// Bytes in, requests out (RFC 9112), one after another. Knows no socket.
namespace onshi::net {

class RequestReader
{
public:
    enum class Progress {
        more,             ///< further bytes are needed
        expects_continue, ///< the same, and the client waits for "100 Continue" before it sends them (RFC 9110, 10.1.1)
        whole,            ///< take() gives the request, or what was wrong with it
    };

    /// `body_limit_of`: how long the body of a request for that path may be, in bytes.
    using BodyLimit = std::function<std::size_t(std::string_view path)>;
    RequestReader(std::size_t header_limit, BodyLimit body_limit_of);
    ~RequestReader();

    /// Where the next bytes go; until the next call of this object.
    [[nodiscard]] std::span<char> space();
    /// So many bytes have been written into space().
    [[nodiscard]] Progress advance(std::size_t received);
    /// Bytes of a next request are there already (the client did not wait for the answer): advance(0) reads them.
    [[nodiscard]] bool has_bytes() const;

    /// After `whole`: the request; the reader is then at the beginning of the next one. With a failure the rest of the
    /// stream has no meaning, and a malformed request is empty: half of a head is not to be believed.
    [[nodiscard]] Request take();
    /// Of the request taken last: its sender wants to go on with this connection (RFC 9112, 9.3).
    [[nodiscard]] bool keeps_alive() const;

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

} // namespace onshi::net
