#pragma once

#include "net/message.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// A TLS and HTTP/1.1 server: sockets in, values out. Knows no route. Its answers carry no Date: this folder has no
/// clock, and RFC 9110 (6.6.1) lets an origin server without one leave it out.
namespace onshi::net {

struct TlsSettings
{
    std::string certificate_chain; ///< PEM, leaf first
    std::string key;               ///< PEM
    std::string client_authority;  ///< PEM of the authorities whose client certificates are taken
    bool allow_tls_1_2 = false;    ///< TLS 1.3 only, unless this is set
};

struct ListenSettings
{
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; ///< 0: the system chooses; see Server::ports
    std::optional<TlsSettings> tls;
};

struct ServerSettings
{
    std::vector<ListenSettings> listeners;
    std::size_t body_limit = std::size_t{64} * 1024; ///< bytes of a request's body
    /// Another limit for some paths; the greater of the two holds. Called on the io thread.
    std::function<std::size_t(std::string_view path)> body_limit_of;
    std::size_t header_limit = std::size_t{8} * 1024; ///< bytes of a request's head
    std::size_t connection_limit = 10'000;            ///< further connections are closed at once
    std::chrono::milliseconds read_timeout{
        10'000}; ///< from the first byte of a request to its last; also the handshake
    std::chrono::milliseconds idle_timeout{300'000}; ///< between requests
};

/// Gives the answer: once, from any thread.
using Reply = std::move_only_function<void(Response)>;
/// Called on the server's io thread for each request; must not block and must not throw.
using Handler = std::function<void(Request, Reply)>;

/// The handshake does not judge the dates of client certificates: this folder has no clock. The handler must.
/// Client certificates are optional in the handshake (a caller without one is answered by the handler, which refuses it
/// where the route demands one), but one that is sent must verify against client_authority.
class Server
{
public:
    /// Binds and listens. Throws base::Fault(network) if an address is taken, (crypto) if certificates do not fit.
    Server(ServerSettings settings, Handler handler);
    ~Server();

    /// Ports bound, in the order of the listeners.
    [[nodiscard]] std::vector<std::uint16_t> ports() const;
    [[nodiscard]] std::size_t connections() const; ///< open now; any thread

    /// Serves on the calling thread until stop() has finished.
    void run();
    /// Stops accepting, lets requests under way end for at most `grace`, then closes. Any thread, also a signal
    /// handler's helper thread; returns at once.
    void stop(std::chrono::milliseconds grace);

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

} // namespace onshi::net
