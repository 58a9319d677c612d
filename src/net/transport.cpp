#include "net/transport.h"

#include "net/tls_context.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <unistd.h>
#include <utility>

namespace onshi::net {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// Not tcp::socket: its type-erased executor costs a fifth of the requests per second (hot-path measurements).
using Socket = tcp::socket::rebind_executor<asio::io_context::executor_type>::other;

Socket adopt(asio::io_context& io, int descriptor)
{
    Socket socket(io);
    error_code failed;
    socket.assign(tcp::v6(), descriptor, failed);
    if (failed)
        ::close(descriptor); // and the first operation finds no socket
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    return socket;
}

auto then_read(Transport::User user)
{
    return [user = std::move(user)](error_code failed, std::size_t bytes) { user->on_read(failed ? 0 : bytes); };
}

auto then_written(Transport::User user)
{
    return [user = std::move(user)](error_code failed, std::size_t) { user->on_written(!failed); };
}

asio::mutable_buffer to_buffer(std::span<char> into) { return asio::buffer(into.data(), into.size()); }

template<class Stream>
void write_all(Stream& stream, Transport::User user, std::string_view first, std::string_view second)
{
    if (second.empty()) {
        asio::async_write(stream, asio::const_buffer(first.data(), first.size()), then_written(std::move(user)));
        return;
    }
    const std::array buffers{asio::const_buffer(first.data(), first.size()),
                             asio::const_buffer(second.data(), second.size())};
    asio::async_write(stream, buffers, then_written(std::move(user)));
}

class PlainTransport final : public Transport
{
public:
    explicit PlainTransport(Socket socket)
        : socket_(std::move(socket))
    {
    }

    void handshake(User user) override { user->on_ready(true); }
    void read(User user, std::span<char> into) override
    {
        socket_.async_read_some(to_buffer(into), then_read(std::move(user)));
    }
    void write(User user, std::string_view first, std::string_view second) override
    {
        write_all(socket_, std::move(user), first, second);
    }
    void end_output(User user) override
    {
        error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
        user->on_output_ended();
    }
    void discard(User user, std::span<char> into) override { read(std::move(user), into); }
    void close() override
    {
        error_code ignored;
        socket_.close(ignored);
    }
    [[nodiscard]] PeerCertificate client_certificate() const override { return {}; }

private:
    Socket socket_;
};

class TlsTransport final : public Transport
{
public:
    TlsTransport(Socket socket, ssl_ctx_st* context)
        : stream_(std::move(socket), new_connection(context))
    {
    }

    void handshake(User user) override
    {
        stream_.async_handshake(asio::ssl::stream_base::server,
                                [user = std::move(user)](error_code failed) { user->on_ready(!failed); });
    }
    void read(User user, std::span<char> into) override
    {
        stream_.async_read_some(to_buffer(into), then_read(std::move(user)));
    }
    void write(User user, std::string_view first, std::string_view second) override
    {
        write_all(stream_, std::move(user), first, second);
    }
    // Asio sends close_notify at once and then waits for the peer's. A peer that is still sending ends the wait with an
    // error, which is as good: from here on its bytes are only counted.
    void end_output(User user) override
    {
        stream_.async_shutdown([this, user = std::move(user)](error_code) {
            error_code ignored;
            stream_.next_layer().shutdown(tcp::socket::shutdown_send, ignored);
            user->on_output_ended();
        });
    }
    void discard(User user, std::span<char> into) override
    {
        stream_.next_layer().async_read_some(to_buffer(into), then_read(std::move(user)));
    }
    void close() override
    {
        error_code ignored;
        stream_.next_layer().close(ignored);
    }
    [[nodiscard]] PeerCertificate client_certificate() const override
    {
        return peer_certificate(const_cast<TlsTransport*>(this)->stream_.native_handle());
    }

private:
    asio::ssl::stream<Socket> stream_;
};

} // namespace

std::unique_ptr<Transport> plain_transport(asio::io_context& io, int connected_socket)
{
    return std::make_unique<PlainTransport>(adopt(io, connected_socket));
}

std::unique_ptr<Transport> tls_transport(asio::io_context& io, int connected_socket, ssl_ctx_st* context)
{
    return std::make_unique<TlsTransport>(adopt(io, connected_socket), context);
}

} // namespace onshi::net
