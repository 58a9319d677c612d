#include "base/fault.h"
#include "net/loopback_fixture.h"

#include <gmock/gmock.h>

#include <openssl/ssl.h>

namespace onshi::net {
namespace {

using namespace std::chrono_literals;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

constexpr auto last_get = "GET /z HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

std::string fingerprint_of(const pki::Identity& identity)
{
    return pki::hex(pki::read_certificate(identity.certificate).value().fingerprint);
}

ServerSettings tls_settings() { return {{tls_listener()}}; }

TEST(TlsServer, hands_the_client_certificate_to_the_handler)
{
    RunningServer running(tls_settings(), describe);
    Client client(client_settings(running.port()));
    const auto response = client.exchange(post("/echo", "12345"));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "POST /echo  none 5 " + fingerprint_of(certificates().client));
}

TEST(TlsServer, hands_over_the_certificate_itself_of_which_the_fingerprint_is_the_digest)
{
    RunningServer running(tls_settings(), [](const Request& request, Reply reply) {
        reply({200, "", pki::hex(pki::sha256({request.client_certificate_der})), {}});
    });
    EXPECT_EQ(Client(client_settings(running.port())).exchange(post("/", "")).body,
              fingerprint_of(certificates().client));
}

TEST(TlsServer, a_client_without_certificate_reaches_the_handler)
{
    RunningServer running(tls_settings(), describe);
    Client client(without_certificate(client_settings(running.port())));
    EXPECT_EQ(client.exchange(post("/", "")).body, "POST /  none 0 ");
}

TEST(TlsServer, requests_over_tls_are_not_local)
{
    RunningServer running(tls_settings(), [](const Request& request, Reply reply) {
        reply({200, "", request.local ? "local" : "remote", {}});
    });
    EXPECT_EQ(Client(client_settings(running.port())).exchange(post("/", "")).body, "remote");
}

void expect_network_fault(const ClientSettings& settings)
{
    Client client(settings);
    try {
        (void)client.exchange(post("/", ""));
        ADD_FAILURE() << "was answered";
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.code(), base::FaultCode::network);
    }
}

TEST(TlsServer, a_client_certificate_of_another_authority_is_refused)
{
    RunningServer running(tls_settings(), describe);
    const auto foreign = make_certificates();
    auto settings = client_settings(running.port());
    settings.certificate = foreign.client.certificate;
    settings.key = foreign.client.key;
    expect_network_fault(settings);
}

TEST(TlsServer, a_server_certificate_is_no_client_certificate)
{
    RunningServer running(tls_settings(), describe);
    auto settings = client_settings(running.port());
    settings.certificate = certificates().server.certificate;
    settings.key = certificates().server.key;
    expect_network_fault(settings);
}

// The root is trusted for the issuing authority alone where only that one is named.
TEST(TlsServer, a_sibling_authority_is_refused_where_only_one_is_named)
{
    static const base::SystemClock clock;
    base::SystemRandom random;
    const base::Environment environment{clock, random, true};
    const auto sibling =
        pki::make_issuing(environment, certificates().root, "Synthetic Authority", std::chrono::years(1));
    auto settings = client_settings(0);
    settings.certificate = pki::issue(environment, sibling, pki::signing_request(settings.key, "terminal"),
                                      domain::CallerClass::terminal, "1310000001", std::chrono::days(1))
                               .value() +
                           sibling.certificate;
    RunningServer running(tls_settings(), describe);
    settings.port = running.port();
    expect_network_fault(settings);
}

TEST(TlsServer, tls_1_2_is_refused_by_default_and_taken_with_the_setting)
{
    RunningServer strict(tls_settings(), describe);
    RawTls refused(strict.port(), TLS1_2_VERSION, &certificates().client);
    EXPECT_FALSE(refused.handshake());

    RunningServer open(ServerSettings{{tls_listener(true)}}, describe);
    RawTls taken(open.port(), TLS1_2_VERSION, &certificates().client);
    ASSERT_TRUE(taken.handshake());
    EXPECT_THAT(taken.exchange(last_get), EndsWith(fingerprint_of(certificates().client)));
    RawTls tls_1_1(open.port(), TLS1_1_VERSION, nullptr);
    EXPECT_FALSE(tls_1_1.handshake());
}

TEST(TlsServer, prefers_aes_128_gcm_and_names_its_authorities)
{
    RunningServer running(tls_settings(), describe);
    RawTls client(running.port(), TLS1_3_VERSION, nullptr);
    ASSERT_TRUE(client.handshake());
    EXPECT_STREQ(SSL_get_cipher_name(client.connection()), "TLS_AES_128_GCM_SHA256");
    EXPECT_EQ(sk_X509_NAME_num(SSL_get0_peer_CA_list(client.connection())), 1);
}

TEST(TlsServer, ends_its_stream_properly)
{
    RunningServer running(tls_settings(), describe);
    RawTls client(running.port(), TLS1_3_VERSION, nullptr);
    ASSERT_TRUE(client.handshake());
    EXPECT_THAT(client.exchange(last_get), StartsWith("HTTP/1.1 200 OK"));
    EXPECT_EQ(SSL_get_shutdown(client.connection()) & SSL_RECEIVED_SHUTDOWN, SSL_RECEIVED_SHUTDOWN);
}

void expect_resumption(int version)
{
    RunningServer running(ServerSettings{{tls_listener(true)}}, describe);
    RawTls first(running.port(), version, &certificates().client);
    ASSERT_TRUE(first.handshake());
    EXPECT_THAT(first.exchange(last_get), EndsWith(fingerprint_of(certificates().client)));
    auto* session = SSL_get1_session(first.connection());
    // Without the certificate in its settings the second connection could not prove it anew.
    RawTls second(running.port(), version, nullptr);
    SSL_set_session(second.connection(), session);
    SSL_SESSION_free(session);
    ASSERT_TRUE(second.handshake());
    EXPECT_EQ(SSL_session_reused(second.connection()), 1);
    EXPECT_THAT(second.exchange(last_get), EndsWith(fingerprint_of(certificates().client)));
}

TEST(TlsServer, resumption_keeps_the_certificate) { expect_resumption(TLS1_3_VERSION); }
TEST(TlsServer, resumption_keeps_the_certificate_with_tls_1_2) { expect_resumption(TLS1_2_VERSION); }

TEST(TlsServer, body_over_the_limit_gets_the_handlers_answer)
{
    RunningServer running(tls_settings(), describe);
    Client client(client_settings(running.port()));
    for (int i = 0; i < 5; ++i) {
        const auto response = client.exchange(post("/big", std::string(5'000'000, 'x')));
        EXPECT_EQ(response.status, 413);
        EXPECT_THAT(response.body, StartsWith("POST /big  body_too_large 0 "));
    }
    EXPECT_EQ(client.exchange(post("/small", "")).status, 200);
}

TEST(TlsServer, silent_client_is_cut_in_the_handshake)
{
    auto settings = tls_settings();
    settings.read_timeout = 100ms;
    RunningServer running(std::move(settings), describe);
    RawConnection client(running.port());
    EXPECT_EQ(client.receive_all(), "");
    await_connections(running.server(), 0);
}

TEST(TlsServer, plain_http_is_no_handshake)
{
    RunningServer running(tls_settings(), describe);
    RawConnection client(running.port());
    client.send(last_get);
    EXPECT_THAT(client.receive_all(), testing::Not(HasSubstr("HTTP/1.1 200")));
}

TEST(TlsServer, certificates_that_do_not_fit_are_a_fault)
{
    const auto& made = certificates();
    const TlsSettings wrong_key{made.server.certificate, made.client.key, made.issuing.certificate};
    const TlsSettings garbage{made.server.certificate, made.server.key, "garbage"};
    for (const auto& tls : {wrong_key, garbage}) {
        try {
            const Server server({{ListenSettings{"127.0.0.1", 0, tls}}}, describe);
            ADD_FAILURE() << "was taken";
        } catch (const base::Fault& fault) {
            EXPECT_EQ(fault.code(), base::FaultCode::crypto);
        }
    }
}

} // namespace
} // namespace onshi::net
