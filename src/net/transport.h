#pragma once

#include "net/tls_context.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace boost::asio {
class io_context; // NOLINT(readability-identifier-naming): Boost's name
}

/// A connection as a stream of bytes, with TLS or without. All on the io thread. One operation of each kind at
/// a time; what an operation reads into or writes from stays alive until it is over.
namespace onshi::net {

/// Is told when an operation is over; kept alive until then.
class TransportUser
{
public:
    TransportUser() = default;
    TransportUser(const TransportUser&) = delete;
    TransportUser& operator=(const TransportUser&) = delete;
    virtual ~TransportUser() = default;

    virtual void on_ready(bool good) = 0;
    virtual void on_read(std::size_t bytes) = 0; ///< 0: nothing comes any more (end, failure or close())
    virtual void on_written(bool good) = 0;
    virtual void on_output_ended() = 0;
};

class Transport
{
public:
    using User = std::shared_ptr<TransportUser>;

    Transport() = default;
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    virtual ~Transport() = default;

    virtual void handshake(User user) = 0;                                              ///< then on_ready
    virtual void read(User user, std::span<char> into) = 0;                             ///< then on_read
    virtual void write(User user, std::string_view first, std::string_view second) = 0; ///< then on_written
    /// Tells the peer that nothing more comes (close_notify, FIN), then on_output_ended; with TLS that may wait for
    /// something from the peer.
    virtual void end_output(User user) = 0;
    /// After end_output: takes bytes off the socket without looking at them, then on_read.
    virtual void discard(User user, std::span<char> into) = 0;
    /// At once; operations under way end as failed.
    virtual void close() = 0;

    /// What the client proved in the handshake; or empty.
    [[nodiscard]] virtual PeerCertificate client_certificate() const = 0;
};

/// Both take the connected socket over. `context` must outlive no one: the connection holds its own reference.
[[nodiscard]] std::unique_ptr<Transport> plain_transport(boost::asio::io_context& io, int connected_socket);
[[nodiscard]] std::unique_ptr<Transport> tls_transport(boost::asio::io_context& io, int connected_socket,
                                                       ssl_ctx_st* context);
/// The client's end: the server must prove to be `host`. A write may tell on_written before it returns.
[[nodiscard]] std::unique_ptr<Transport> tls_client_transport(boost::asio::io_context& io, int connected_socket,
                                                              ssl_ctx_st* context, const std::string& host);

} // namespace onshi::net
