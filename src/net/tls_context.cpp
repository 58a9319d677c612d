#include "net/tls_context.h"

#include "base/fault.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <limits>
#include <string_view>
#include <vector>

namespace onshi::net {

namespace {

// AES-128-GCM first: with the processor's own AES a request and its answer cost 5.6 us, with ChaCha20 8.2 (measured).
constexpr const char* tls_1_3_suites = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
// Forward secrecy and authenticated encryption only.
constexpr const char* tls_1_2_suites =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

template<auto free_function>
struct FreeWith
{
    template<class T>
    void operator()(T* object) const
    {
        free_function(object);
    }
};
using Bio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, FreeWith<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;

[[noreturn]] void fail(const char* what)
{
    std::array<char, 256> reason{};
    ERR_error_string_n(ERR_peek_last_error(), reason.data(), reason.size());
    ERR_clear_error();
    throw base::Fault(base::FaultCode::crypto, std::string("TLS: ") + what + ": " + reason.data());
}

void require(bool good, const char* what)
{
    if (!good)
        fail(what);
}

// Without a callback of its own OpenSSL would ask on the terminal.
int no_password(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*context*/) { return -1; }

Bio reader(std::string_view pem)
{
    require(pem.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()), "PEM text is too long");
    Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    require(bio != nullptr, "BIO_new_mem_buf");
    return bio;
}

std::vector<Certificate> certificates_of(std::string_view pem, const char* what)
{
    std::vector<Certificate> certificates;
    const Bio bio = reader(pem);
    while (auto* certificate = PEM_read_bio_X509(bio.get(), nullptr, no_password, nullptr))
        certificates.emplace_back(certificate);
    require(!certificates.empty() && ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE, what);
    ERR_clear_error();
    return certificates;
}

void use_identity(SSL_CTX* context, const std::string& chain_pem, const std::string& key_pem)
{
    const auto chain = certificates_of(chain_pem, "own certificate");
    require(SSL_CTX_use_certificate(context, chain.front().get()) == 1, "own certificate");
    for (std::size_t i = 1; i < chain.size(); ++i)
        require(SSL_CTX_add1_chain_cert(context, chain[i].get()) == 1, "own chain");
    const Bio bio = reader(key_pem);
    const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr));
    require(key != nullptr, "own key");
    require(SSL_CTX_use_PrivateKey(context, key.get()) == 1, "own key does not fit the certificate");
}

std::vector<Certificate> trust(SSL_CTX* context, const std::string& authorities_pem, const char* what)
{
    auto authorities = certificates_of(authorities_pem, what);
    auto* store = SSL_CTX_get_cert_store(context);
    for (const auto& authority : authorities)
        require(X509_STORE_add_cert(store, authority.get()) == 1, what);
    // Each listed authority is trusted for itself; its root need not be listed and thereby trusted for all its others.
    X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);
    return authorities;
}

TlsContext context_of(const SSL_METHOD* method, int least_version)
{
    TlsContext context(SSL_CTX_new(method));
    require(context != nullptr, "SSL_CTX_new");
    require(SSL_CTX_set_min_proto_version(context.get(), least_version) == 1, "SSL_CTX_set_min_proto_version");
    require(SSL_CTX_set_ciphersuites(context.get(), tls_1_3_suites) == 1, "SSL_CTX_set_ciphersuites");
    require(SSL_CTX_set_cipher_list(context.get(), tls_1_2_suites) == 1, "SSL_CTX_set_cipher_list");
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    return context;
}

} // namespace

void FreeTlsContext::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }

TlsContext server_context(const TlsSettings& settings)
{
    auto owner = context_of(TLS_server_method(), settings.allow_tls_1_2 ? TLS1_2_VERSION : TLS1_3_VERSION);
    auto* context = owner.get();
    SSL_CTX_set_options(context, SSL_OP_CIPHER_SERVER_PREFERENCE);
    use_identity(context, settings.certificate_chain, settings.key);
    if (!settings.client_authority.empty()) {
        for (const auto& authority : trust(context, settings.client_authority, "client authority"))
            require(SSL_CTX_add_client_CA(context, authority.get()) == 1, "SSL_CTX_add_client_CA");
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
        // The dates of a caller's certificate are the handler's to judge, by the clock that was passed in.
        X509_STORE_set_flags(SSL_CTX_get_cert_store(context), X509_V_FLAG_NO_CHECK_TIME);
    }
    // OpenSSL resumes a session with a client certificate only within the context that verified it. The session itself
    // travels in the ticket, so that nothing is kept here.
    constexpr std::string_view session_context = "onshi";
    require(SSL_CTX_set_session_id_context(context, reinterpret_cast<const unsigned char*>(session_context.data()),
                                           session_context.size()) == 1,
            "SSL_CTX_set_session_id_context");
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    require(SSL_CTX_set_num_tickets(context, 1) == 1, "SSL_CTX_set_num_tickets");
    return owner;
}

TlsContext client_context(const ClientSettings& settings)
{
    auto context = context_of(TLS_client_method(), TLS1_2_VERSION);
    (void)trust(context.get(), settings.server_authority, "server authority");
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    if (!settings.certificate.empty())
        use_identity(context.get(), settings.certificate, settings.key);
    return context;
}

ssl_st* new_connection(ssl_ctx_st* context)
{
    auto* connection = SSL_new(context);
    require(connection != nullptr, "SSL_new");
    return connection;
}

void expect_host(ssl_st* connection, const std::string& host)
{
    if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(connection), host.c_str()) == 1)
        return;
    ERR_clear_error();
    SSL_set_hostflags(connection, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    require(SSL_set1_host(connection, host.c_str()) == 1, "SSL_set1_host");
    require(SSL_set_tlsext_host_name(connection, host.c_str()) == 1, "SSL_set_tlsext_host_name");
}

PeerCertificate peer_certificate(const ssl_st* connection)
{
    const Certificate certificate(SSL_get1_peer_certificate(connection));
    if (!certificate)
        return {};
    std::array<unsigned char, 32> digest{};
    require(X509_digest(certificate.get(), EVP_sha256(), digest.data(), nullptr) == 1, "X509_digest");
    PeerCertificate peer;
    for (const auto byte : digest) {
        constexpr std::string_view digits = "0123456789abcdef";
        peer.fingerprint += digits[byte >> 4U];
        peer.fingerprint += digits[byte & 0x0FU];
    }
    const int size = i2d_X509(certificate.get(), nullptr);
    require(size > 0, "i2d_X509");
    peer.der.resize(static_cast<std::size_t>(size));
    auto* at = reinterpret_cast<unsigned char*>(peer.der.data());
    require(i2d_X509(certificate.get(), &at) == size, "i2d_X509");
    return peer;
}

} // namespace onshi::net
