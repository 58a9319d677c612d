#include "net/client.h"

#include "base/fault.h"
#include "net/http_text.h"
#include "net/response_reader.h"
#include "net/tls_context.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <atomic>
#include <openssl/ssl.h>

#include <utility>

namespace onshi::net {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

using Executor = asio::io_context::executor_type;
using Socket = tcp::socket::rebind_executor<Executor>::other;
using Resolver = asio::ip::basic_resolver<tcp, Executor>;
using Timer = asio::steady_timer::rebind_executor<Executor>::other;
using Stream = asio::ssl::stream<Socket>;

struct FreeSession
{
    void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
};

} // namespace

struct Client::Core
{
    explicit Core(ClientSettings client_settings)
        : settings(std::move(client_settings))
        , tls(client_context(settings))
    {
    }
    ~Core() { disconnect(); }
    Core(const Core&) = delete;
    Core& operator=(const Core&) = delete;

    void connect();
    void disconnect();
    void close_socket();
    [[nodiscard]] std::optional<Response> attempt(const Request& request);
    [[nodiscard]] std::optional<Response> read_answer(ResponseReader& reader);
    void arm();
    template<class Start>
    error_code finish(Start start);
    void check(error_code failed, const char* step) const;

    ClientSettings settings;
    TlsContext tls;
    asio::io_context io{1};
    Timer deadline{io};
    std::uint64_t deadlines = 0; ///< set so far: tells a time out that comes late from the present one
    bool expired = false;
    std::atomic<bool> given_up = false;
    std::unique_ptr<SSL_SESSION, FreeSession> session; ///< of the connection before, to be resumed
    std::optional<Stream> stream;
    error_code broken; ///< why the last attempt got no byte of an answer
};

void Client::Core::close_socket()
{
    expired = true;
    error_code ignored;
    if (stream)
        stream->next_layer().close(ignored);
}

void Client::Core::arm()
{
    expired = given_up;
    deadline.expires_after(settings.timeout);
    deadline.async_wait([this, mine = ++deadlines](error_code cancelled) {
        if (cancelled || mine != deadlines)
            return;
        close_socket();
    });
}

// Runs the loop until the one operation that `start` begins is over, by itself or because the deadline closed its
// socket.
template<class Start>
error_code Client::Core::finish(Start start)
{
    std::optional<error_code> result;
    start([&result](error_code failed, auto&&...) { result = failed; });
    io.restart();
    while (!result)
        io.run_one();
    return *result;
}

void Client::Core::check(error_code failed, const char* step) const
{
    if (!failed && !expired)
        return;
    throw base::Fault(base::FaultCode::network, settings.host + ":" + std::to_string(settings.port) + ": " + step +
                                                    ": " + (expired ? "time out" : failed.message()));
}

void Client::Core::connect()
{
    arm();
    tcp::resolver::results_type addresses;
    Resolver resolver(io);
    // RFC 6761, 6.3: "Name resolution APIs and libraries SHOULD recognize localhost names as special and SHOULD always
    // return the IP loopback address": a machine without /etc/hosts has no other way.
    const std::string host = settings.host == "localhost" ? "127.0.0.1" : settings.host;
    check(finish([&](auto done) {
              resolver.async_resolve(host, std::to_string(settings.port),
                                     [&addresses, done](error_code failed, tcp::resolver::results_type found) mutable {
                                         addresses = std::move(found);
                                         done(failed);
                                     });
          }),
          "resolve");

    stream.emplace(Socket(io), new_connection(tls.get()));
    auto* connection = stream->native_handle();
    expect_host(connection, settings.host);
    if (session)
        SSL_set_session(connection, session.get()); // refused for whatever reason, it becomes a full handshake
    try {
        check(finish([&](auto done) { asio::async_connect(stream->next_layer(), addresses, done); }), "connect");
        error_code ignored;
        stream->next_layer().set_option(tcp::no_delay(true), ignored);
        check(finish([&](auto done) { stream->async_handshake(asio::ssl::stream_base::client, done); }), "TLS");
    } catch (const base::Fault&) {
        session.reset();
        stream.reset();
        throw;
    }
}

void Client::Core::disconnect()
{
    if (!stream)
        return;
    auto* connection = stream->native_handle();
    if (SSL_is_init_finished(connection) == 1) {
        session.reset(SSL_get1_session(connection));
        // OpenSSL would make the session of a connection without close_notify unusable. HTTP's own framing told us that
        // nothing is missing.
        SSL_set_shutdown(connection, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
        if (session && SSL_SESSION_is_resumable(session.get()) != 1)
            session.reset();
    }
    stream.reset();
}

// None if the connection ended before any byte of an answer.
std::optional<Response> Client::Core::read_answer(ResponseReader& reader)
{
    while (true) {
        const auto space = reader.space();
        std::size_t received = 0;
        const auto failed = finish([&](auto done) {
            stream->async_read_some(asio::buffer(space.data(), space.size()),
                                    [&received, done](error_code read_failed, std::size_t bytes) mutable {
                                        received = bytes;
                                        done(read_failed);
                                    });
        });
        const bool ended = failed == asio::error::eof;
        if (expired || (failed && !ended && reader.has_begun()))
            check(failed, "read");
        if (failed && !reader.has_begun()) {
            broken = failed;
            return std::nullopt;
        }
        const auto progress = ended ? reader.end() : reader.advance(received);
        if (progress == ResponseReader::Progress::whole)
            return reader.take();
        if (progress == ResponseReader::Progress::malformed)
            check(boost::system::errc::make_error_code(boost::system::errc::bad_message), "answer");
    }
}

std::optional<Response> Client::Core::attempt(const Request& request)
{
    arm();
    std::string head;
    append_head(head, request, host_header(settings.host, settings.port));
    const std::array buffers{asio::const_buffer(head.data(), head.size()),
                             asio::const_buffer(request.body.data(), request.body.size())};
    // A server that refuses a body may answer and close before it has read it all: the answer is there all the same.
    broken = finish([&](auto done) { asio::async_write(*stream, buffers, done); });
    check({}, "write");
    ResponseReader reader(request.method == "HEAD");
    auto response = read_answer(reader);
    deadline.cancel();
    if (!reader.keeps_alive())
        disconnect();
    return response;
}

Client::Client(ClientSettings settings)
    : core_(std::make_unique<Core>(std::move(settings)))
{
}

Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

void Client::give_up()
{
    core_->given_up = true;
    asio::post(core_->io, [core = core_.get()] { core->close_socket(); });
}

Response Client::exchange(const Request& request)
{
    try {
        if (core_->given_up)
            throw base::Fault(base::FaultCode::network, "given up");
        if (core_->stream) {
            if (auto response = core_->attempt(request))
                return *std::move(response);
            core_->disconnect();
        }
        core_->connect();
        if (auto response = core_->attempt(request))
            return *std::move(response);
        core_->check(core_->broken, "answer");
    } catch (const base::Fault&) {
        core_->stream.reset(); // whatever comes there belongs to no request any more
        throw;
    }
    throw base::Fault(base::FaultCode::network, "no answer");
}

} // namespace onshi::net
