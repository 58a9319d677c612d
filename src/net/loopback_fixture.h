#pragma once

#include "net/client.h"
#include "net/server.h"
#include "pki/certificate.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

struct ssl_ctx_st;
struct ssl_st;

/// For the tests of this folder: a server on the loopback interface, synthetic certificates, and clients that are not
/// our own.
namespace onshi::net {

/// A root, an issuing authority, a server certificate for localhost and the loopback addresses, and one terminal's.
struct Certificates
{
    pki::Identity root;
    pki::Identity issuing;
    pki::Identity server;
    pki::Identity client;
};
[[nodiscard]] Certificates make_certificates();
/// Made once.
[[nodiscard]] const Certificates& certificates();

[[nodiscard]] ListenSettings plain_listener();
[[nodiscard]] ListenSettings tls_listener(bool allow_tls_1_2 = false);
/// With the terminal's certificate.
[[nodiscard]] ClientSettings client_settings(std::uint16_t port);
[[nodiscard]] ClientSettings without_certificate(ClientSettings settings);

[[nodiscard]] Request post(std::string path, std::string body);

/// Answers 200 with "method path query failure body-size fingerprint", at once.
void describe(const Request& request, Reply reply);

/// A server that runs on its own thread until the end of the test.
class RunningServer
{
public:
    RunningServer(ServerSettings settings, Handler handler);
    /// One listener, all else as it is by default.
    RunningServer(ListenSettings listener, Handler handler);
    ~RunningServer();
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return server_->ports().front(); }
    [[nodiscard]] Server& server() { return *server_; }
    /// stop() and wait for run() to return.
    void stop(std::chrono::milliseconds grace);
    /// And then destroy it.
    void destroy();

private:
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

/// Waits, for at most five seconds, until so many connections are open, and expects it.
void await_connections(const Server& server, std::size_t expected);

/// A bare TCP connection to 127.0.0.1; every wait ends after ten seconds.
class RawConnection
{
public:
    explicit RawConnection(std::uint16_t port);
    ~RawConnection();
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;

    /// False if the peer no longer takes bytes.
    bool send(std::string_view bytes) const;
    /// What comes until `end` has come, or the peer ends the stream.
    [[nodiscard]] std::string receive_until(std::string_view end);
    [[nodiscard]] std::string receive_all() { return receive_until({}); }
    void reset() const; ///< close with RST
    [[nodiscard]] int descriptor() const { return descriptor_; }

private:
    int descriptor_;
};

/// TLS over such a connection, by OpenSSL alone and without verification of the server.
class RawTls
{
public:
    RawTls(std::uint16_t port, int highest_version, const pki::Identity* identity);
    ~RawTls();
    RawTls(const RawTls&) = delete;
    RawTls& operator=(const RawTls&) = delete;

    [[nodiscard]] bool handshake();
    /// Sends the request and gives what comes until the server ends the stream.
    [[nodiscard]] std::string exchange(std::string_view request);
    [[nodiscard]] ssl_st* connection() const { return connection_; }

private:
    RawConnection socket_;
    ssl_ctx_st* context_;
    ssl_st* connection_;
};

} // namespace onshi::net
