#include "net/loopback_fixture.h"

#include "base/environment.h"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace onshi::net {

using namespace std::chrono_literals;

Certificates make_certificates()
{
    static const base::SystemClock clock;
    static base::SystemRandom random;
    const base::Environment environment{clock, random, true};
    Certificates made;
    made.root = pki::make_root(environment, "Synthetic Authority", std::chrono::years(2));
    made.issuing = pki::make_issuing(environment, made.root, "Synthetic Authority", std::chrono::years(2));
    made.server = pki::make_server(environment, made.issuing, {"localhost", "127.0.0.1", "::1"}, std::chrono::days(30));
    made.client.key = pki::new_key();
    made.client.certificate = pki::issue(environment, made.issuing, pki::signing_request(made.client.key, "terminal"),
                                         domain::CallerClass::terminal, "1310000001", std::chrono::days(30))
                                  .value();
    return made;
}

const Certificates& certificates()
{
    static const Certificates made = make_certificates();
    return made;
}

ListenSettings plain_listener() { return {}; }

ListenSettings tls_listener(bool allow_tls_1_2)
{
    const auto& made = certificates();
    return {"127.0.0.1", 0,
            TlsSettings{made.server.certificate, made.server.key, made.issuing.certificate, allow_tls_1_2}};
}

ClientSettings client_settings(std::uint16_t port)
{
    const auto& made = certificates();
    return {"127.0.0.1", port, made.root.certificate, made.client.certificate, made.client.key, 10s};
}

ClientSettings without_certificate(ClientSettings settings)
{
    settings.certificate.clear();
    settings.key.clear();
    return settings;
}

Request post(std::string path, std::string body)
{
    Request request;
    request.method = "POST";
    request.path = std::move(path);
    request.body = std::move(body);
    return request;
}

void describe(const Request& request, Reply reply)
{
    constexpr std::array failures{"none", "body_too_large", "malformed"};
    Response response;
    response.status = request.failure == ReadFailure::none             ? 200
                      : request.failure == ReadFailure::body_too_large ? 413
                                                                       : 400;
    response.content_type = "text/plain";
    response.body = request.method + " " + request.path + " " + request.query + " " +
                    failures.at(static_cast<std::size_t>(request.failure)) + " " + std::to_string(request.body.size()) +
                    " " + request.client_certificate;
    reply(std::move(response));
}

RunningServer::RunningServer(ServerSettings settings, Handler handler)
    : server_(std::make_unique<Server>(std::move(settings), std::move(handler)))
    , thread_([this] { server_->run(); })
{
}

RunningServer::RunningServer(ListenSettings listener, Handler handler)
    : RunningServer(ServerSettings{{std::move(listener)}}, std::move(handler))
{
}

RunningServer::~RunningServer() { stop(0ms); }

void RunningServer::stop(std::chrono::milliseconds grace)
{
    if (!thread_.joinable())
        return;
    server_->stop(grace);
    thread_.join();
}

void RunningServer::destroy()
{
    stop(0ms);
    server_.reset();
}

void await_connections(const Server& server, std::size_t expected)
{
    for (int i = 0; i < 500 && server.connections() != expected; ++i)
        std::this_thread::sleep_for(10ms);
    EXPECT_EQ(server.connections(), expected);
}

RawConnection::RawConnection(std::uint16_t port)
    : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const timeval limit{10, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (descriptor_ < 0 || ::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("connect");
}

RawConnection::~RawConnection() { ::close(descriptor_); }

bool RawConnection::send(std::string_view bytes) const
{
    while (!bytes.empty()) {
        const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::string RawConnection::receive_until(std::string_view end)
{
    std::string received;
    std::array<char, 4096> chunk{};
    while (end.empty() || !received.ends_with(end)) {
        const auto bytes = ::recv(descriptor_, chunk.data(), chunk.size(), 0);
        if (bytes <= 0)
            break;
        received.append(chunk.data(), static_cast<std::size_t>(bytes));
    }
    return received;
}

void RawConnection::reset() const
{
    const linger at_once{1, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

RawTls::RawTls(std::uint16_t port, int highest_version, const pki::Identity* identity)
    : socket_(port)
    , context_(SSL_CTX_new(TLS_client_method()))
    , connection_(nullptr)
{
    SSL_CTX_set_max_proto_version(context_, highest_version);
    if (identity != nullptr) {
        auto* certificate_text = BIO_new_mem_buf(identity->certificate.data(), -1);
        auto* key_text = BIO_new_mem_buf(identity->key.data(), -1);
        auto* certificate = PEM_read_bio_X509(certificate_text, nullptr, nullptr, nullptr);
        auto* key = PEM_read_bio_PrivateKey(key_text, nullptr, nullptr, nullptr);
        SSL_CTX_use_certificate(context_, certificate);
        SSL_CTX_use_PrivateKey(context_, key);
        X509_free(certificate);
        EVP_PKEY_free(key);
        BIO_free(certificate_text);
        BIO_free(key_text);
    }
    connection_ = SSL_new(context_);
    SSL_set_fd(connection_, socket_.descriptor());
}

RawTls::~RawTls()
{
    SSL_free(connection_);
    SSL_CTX_free(context_);
}

bool RawTls::handshake() { return SSL_connect(connection_) == 1; }

std::string RawTls::exchange(std::string_view request)
{
    std::string received;
    SSL_write(connection_, request.data(), static_cast<int>(request.size()));
    std::array<char, 4096> chunk{};
    for (int bytes = 0; (bytes = SSL_read(connection_, chunk.data(), chunk.size())) > 0;)
        received.append(chunk.data(), static_cast<std::size_t>(bytes));
    return received;
}

} // namespace onshi::net
