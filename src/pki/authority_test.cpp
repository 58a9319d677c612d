#include "pki/certificate_fixture.h"

#include <gmock/gmock.h>

#include "base/fault.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <cstdlib>

namespace onshi::pki {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

// The chain as a reader of certificates sees it: only the root is trusted, the issuing authority is sent along.
int verify(const Identity& root, const Identity& issuing, const std::string& leaf, base::Instant at, int purpose)
{
    using Store = std::unique_ptr<X509_STORE, FreeWith<X509_STORE_free>>;
    using Verification = std::unique_ptr<X509_STORE_CTX, FreeWith<X509_STORE_CTX_free>>;
    const auto root_certificate = first_certificate(root.certificate);
    const auto issuing_certificate = first_certificate(issuing.certificate);
    const auto leaf_certificate = first_certificate(leaf);
    const Store store(X509_STORE_new());
    X509_STORE_add_cert(store.get(), root_certificate.get());
    auto* chain = sk_X509_new_null();
    sk_X509_push(chain, issuing_certificate.get());
    const Verification verification(X509_STORE_CTX_new());
    X509_STORE_CTX_init(verification.get(), store.get(), leaf_certificate.get(), chain);
    X509_STORE_CTX_set_time(verification.get(), 0,
                            std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
    X509_STORE_CTX_set_purpose(verification.get(), purpose);
    X509_VERIFY_PARAM_set_flags(X509_STORE_CTX_get0_param(verification.get()), X509_V_FLAG_X509_STRICT);
    X509_verify_cert(verification.get());
    const int error = X509_STORE_CTX_get_error(verification.get());
    sk_X509_free(chain);
    return error;
}

std::string text_of_certificate(const std::string& pem)
{
    const auto certificate = first_certificate(pem);
    const Bio out = writer();
    X509_print(out.get(), certificate.get());
    return text_of(out);
}

using Authority = CertificateTest;

TEST_F(Authority, server_certificate_verifies_up_to_the_root)
{
    const auto server = make_server(environment_, issuing_, {"localhost", "127.0.0.1", "::1"}, one_year);
    EXPECT_EQ(verify(root_, issuing_, server.certificate, clock_.at, X509_PURPOSE_SSL_SERVER), X509_V_OK);
    EXPECT_EQ(verify(root_, issuing_, server.certificate, clock_.at, X509_PURPOSE_SSL_CLIENT),
              X509_V_ERR_INVALID_PURPOSE);
}

TEST_F(Authority, server_certificate_names_its_hosts_and_addresses)
{
    const auto server = make_server(environment_, issuing_, {"onshi.example", "127.0.0.1", "::1"}, one_year);
    const auto certificate = first_certificate(server.certificate);
    EXPECT_EQ(X509_check_host(certificate.get(), "onshi.example", 0, 0, nullptr), 1);
    EXPECT_EQ(X509_check_ip_asc(certificate.get(), "127.0.0.1", 0), 1);
    EXPECT_EQ(X509_check_ip_asc(certificate.get(), "::1", 0), 1);
    EXPECT_EQ(X509_check_host(certificate.get(), "other.example", 0, 0, nullptr), 0);
}

TEST_F(Authority, a_comma_in_a_name_begins_no_second_name)
{
    const auto server = make_server(environment_, issuing_, {"a.example,DNS:b.example"}, one_year);
    EXPECT_NE(X509_check_host(first_certificate(server.certificate).get(), "b.example", 0, 0, nullptr), 1);
}

TEST_F(Authority, chain_of_a_server_includes_the_issuer)
{
    const auto server = make_server(environment_, issuing_, {"localhost"}, one_year);
    EXPECT_THAT(server.certificate, HasSubstr(issuing_.certificate));
}

TEST_F(Authority, client_certificate_is_for_clients_only)
{
    const auto client = client_certificate();
    EXPECT_EQ(verify(root_, issuing_, client, clock_.at, X509_PURPOSE_SSL_CLIENT), X509_V_OK);
    EXPECT_EQ(verify(root_, issuing_, client, clock_.at, X509_PURPOSE_SSL_SERVER), X509_V_ERR_INVALID_PURPOSE);
    EXPECT_THAT(text_of_certificate(client), HasSubstr("TLS Web Client Authentication"));
    EXPECT_THAT(text_of_certificate(client), Not(HasSubstr("TLS Web Server Authentication")));
}

TEST_F(Authority, client_subject_is_class_and_holder)
{
    const auto certificate = first_certificate(client_certificate());
    const auto* subject = X509_get_subject_name(certificate.get());
    EXPECT_EQ(entry_of(subject, NID_countryName), "JP");
    EXPECT_EQ(entry_of(subject, NID_organizationName), "onshi");
    EXPECT_EQ(entry_of(subject, NID_organizationalUnitName), domain::name_of(domain::CallerClass::terminal));
    EXPECT_EQ(entry_of(subject, NID_commonName), "1310000001");
}

TEST_F(Authority, certificate_is_valid_from_a_minute_ago_for_as_long_as_asked)
{
    const auto facts = facts_of(client_certificate());
    EXPECT_EQ(facts.not_before, clock_.at - 1min);
    EXPECT_EQ(facts.not_after, clock_.at + one_year);
}

TEST_F(Authority, certificate_ends_no_later_than_its_issuer)
{
    clock_.at += std::chrono::days(365 * 9 + 100);
    const auto client = facts_of(client_certificate());
    EXPECT_EQ(client.not_after, facts_of(issuing_.certificate).not_after);
}

TEST_F(Authority, serials_are_positive_and_differ)
{
    const auto one = facts_of(client_certificate()).serial;
    const auto other = facts_of(client_certificate()).serial;
    EXPECT_NE(one, other);
    EXPECT_LE(one.size(), 32U);
    EXPECT_EQ(one.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_THAT(text_of_certificate(client_certificate()), Not(HasSubstr("(Negative)")));
}

TEST_F(Authority, serial_is_never_zero_and_its_top_bit_is_clear)
{
    struct : base::Random
    {
        std::uint8_t byte = 0;
        void fill(std::span<std::uint8_t> bytes) override { std::ranges::fill(bytes, byte); }
    } fixed;
    const base::Environment environment{clock_, fixed, true};
    EXPECT_EQ(facts_of(make_root(environment, "Synthetic", ten_years).certificate).serial, "01");
    fixed.byte = 0xFF;
    EXPECT_EQ(facts_of(make_root(environment, "Synthetic", ten_years).certificate).serial,
              "7fffffffffffffffffffffffffffffff");
}

TEST_F(Authority, development_is_marked_on_all_that_comes_from_it)
{
    const auto server = make_server(environment_, issuing_, {"localhost"}, one_year);
    for (const auto& pem : {root_.certificate, issuing_.certificate, server.certificate, client_certificate()})
        EXPECT_TRUE(facts_of(pem).development);
}

TEST_F(Authority, production_is_not_marked)
{
    const base::Environment production{clock_, random_, false};
    const auto root = make_root(production, "Synthetic Authority", ten_years);
    const auto issuing = make_issuing(production, root, "Synthetic Authority", ten_years);
    EXPECT_FALSE(facts_of(root.certificate).development);
    EXPECT_FALSE(facts_of(make_server(production, issuing, {"localhost"}, one_year).certificate).development);
}

TEST_F(Authority, key_of_another_authority_is_a_fault)
{
    const Identity mixed{issuing_.certificate, root_.key};
    EXPECT_THROW((void)make_server(environment_, mixed, {"localhost"}, one_year), base::Fault);
}

// The same chain, judged by a program that shares no line with this code.
TEST_F(Authority, openssl_verify_agrees)
{
    const test::TemporaryFolder folder;
    folder.write("root.pem", root_.certificate);
    folder.write("issuing.pem", issuing_.certificate);
    folder.write("server.pem", make_server(environment_, issuing_, {"localhost"}, one_year).certificate);
    folder.write("client.pem", client_certificate());
    const auto check = [&](const std::string& purpose, const std::string& leaf) {
        const auto moment = std::chrono::floor<std::chrono::seconds>(clock_.at).time_since_epoch().count();
        const auto command = "cd '" + folder.path().string() + "' && openssl verify -x509_strict -attime " +
                             std::to_string(moment) + " -purpose " + purpose +
                             " -CAfile root.pem -untrusted issuing.pem " + leaf + " >/dev/null 2>&1";
        return std::system(command.c_str());
    };
    EXPECT_EQ(check("sslserver", "server.pem"), 0);
    EXPECT_EQ(check("sslclient", "client.pem"), 0);
    EXPECT_NE(check("sslclient", "server.pem"), 0);
}

} // namespace
} // namespace onshi::pki
