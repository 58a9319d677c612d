#include "pki/certificate_fixture.h"

#include "base/fault.h"

#include <gmock/gmock.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <algorithm>

namespace onshi::pki {
namespace {

using SigningRequest = CertificateTest;

std::string pem_of(X509_REQ* request)
{
    const Bio out = writer();
    PEM_write_bio_X509_REQ(out.get(), request);
    return text_of(out);
}

// A request as any other software might send it, with a key of its choice.
X509Request request_of(EVP_PKEY* key)
{
    X509Request request(X509_REQ_new());
    X509_REQ_set_pubkey(request.get(), key);
    return request;
}

std::string signed_request(EVP_PKEY* key)
{
    const auto request = request_of(key);
    X509_REQ_sign(request.get(), key, EVP_PKEY_is_a(key, "ED25519") == 1 ? nullptr : EVP_sha256());
    return pem_of(request.get());
}

void expect_refused(const domain::Result<std::string>& result)
{
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, domain::ErrorCode::signing_request);
}

TEST_F(SigningRequest, key_is_pkcs_8) { EXPECT_TRUE(new_key().starts_with("-----BEGIN PRIVATE KEY-----\n")); }

TEST_F(SigningRequest, certificate_carries_the_key_of_the_request)
{
    const auto key_pem = new_key();
    const auto certificate = first_certificate(issue_for(signing_request(key_pem, "a terminal")).value());
    EXPECT_EQ(X509_check_private_key(certificate.get(), private_key(key_pem).get()), 1);
}

TEST_F(SigningRequest, p_384_and_rsa_2048_are_taken)
{
    EXPECT_TRUE(issue_for(signed_request(Key(EVP_EC_gen("P-384")).get())).has_value());
    EXPECT_TRUE(issue_for(signed_request(Key(EVP_RSA_gen(2048)).get())).has_value());
}

TEST_F(SigningRequest, weak_and_other_keys_are_refused)
{
    expect_refused(issue_for(signed_request(Key(EVP_RSA_gen(1024)).get())));
    expect_refused(issue_for(signed_request(Key(EVP_EC_gen("P-224")).get())));
    expect_refused(issue_for(signed_request(Key(EVP_EC_gen("secp256k1")).get())));
    expect_refused(issue_for(signed_request(Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")).get())));
}

TEST_F(SigningRequest, curve_spelled_out_in_numbers_is_refused)
{
    const Key key(EVP_EC_gen("P-256"));
    EVP_PKEY_set_utf8_string_param(key.get(), "encoding", "explicit");
    expect_refused(issue_for(signed_request(key.get())));
}

TEST_F(SigningRequest, broken_self_signature_is_refused)
{
    const Key key(EVP_EC_gen("P-256"));
    const Key other(EVP_EC_gen("P-256"));
    const auto request = request_of(key.get());
    X509_REQ_sign(request.get(), other.get(), EVP_sha256());
    expect_refused(issue_for(pem_of(request.get())));
}

TEST_F(SigningRequest, own_subject_and_extensions_count_for_nothing)
{
    const Key key(EVP_EC_gen("P-256"));
    const auto request = request_of(key.get());
    add_entry(X509_REQ_get_subject_name(request.get()), NID_organizationalUnitName, "ministry");
    add_entry(X509_REQ_get_subject_name(request.get()), NID_commonName, "somebody else");
    auto* extensions = sk_X509_EXTENSION_new_null();
    sk_X509_EXTENSION_push(extensions, X509V3_EXT_conf_nid(nullptr, nullptr, NID_basic_constraints, "CA:TRUE"));
    sk_X509_EXTENSION_push(extensions, X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:a.example"));
    X509_REQ_add_extensions(request.get(), extensions);
    sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
    X509_REQ_sign(request.get(), key.get(), EVP_sha256());

    const auto certificate = first_certificate(issue_for(pem_of(request.get())).value());
    EXPECT_EQ(entry_of(X509_get_subject_name(certificate.get()), NID_commonName), "1310000001");
    EXPECT_FALSE(has_entry(X509_get_subject_name(certificate.get()), NID_organizationalUnitName, "ministry"));
    EXPECT_EQ(X509_check_ca(certificate.get()), 0);
    EXPECT_EQ(X509_get_ext_by_NID(certificate.get(), NID_subject_alt_name, -1), -1);
}

TEST_F(SigningRequest, what_is_no_request_is_refused)
{
    auto cut = signing_request(new_key(), "a terminal");
    cut.resize(cut.size() / 2);
    for (const std::string_view text : {std::string_view(), std::string_view("garbage"), std::string_view(cut),
                                        std::string_view(issuing_.certificate), std::string_view("\0\0", 2)})
        expect_refused(issue_for(text));
}

TEST_F(SigningRequest, request_with_a_broken_key_is_a_fault)
{
    EXPECT_THROW((void)signing_request("garbage", "a terminal"), base::Fault);
}

TEST_F(SigningRequest, an_encrypted_key_is_none_and_nobody_is_asked_for_a_password)
{
    const auto key = private_key(new_key());
    const Bio out = writer();
    char password[] = "secret";
    PEM_write_bio_PKCS8PrivateKey(out.get(), key.get(), EVP_aes_128_cbc(), password, 6, nullptr, nullptr);
    EXPECT_EQ(private_key(text_of(out)), nullptr);
}

std::string der_of(const std::string& pem)
{
    const auto certificate = first_certificate(pem);
    std::string der(static_cast<std::size_t>(i2d_X509(certificate.get(), nullptr)), '\0');
    auto* at = reinterpret_cast<unsigned char*>(der.data());
    i2d_X509(certificate.get(), &at);
    return der;
}

TEST_F(SigningRequest, a_key_that_a_certificate_has_already_is_known_again)
{
    const auto key = new_key();
    const auto certificate = der_of(issue_for(signing_request(key, "a terminal")).value());
    EXPECT_TRUE(shares_key(certificate, signing_request(key, "another label")));
    EXPECT_FALSE(shares_key(certificate, signing_request(new_key(), "a terminal")));
    EXPECT_FALSE(shares_key(certificate, signed_request(Key(EVP_RSA_gen(2048)).get())));
    EXPECT_FALSE(shares_key(certificate, "garbage"));
}

TEST_F(SigningRequest, a_key_is_the_same_also_if_its_point_is_written_in_the_short_form)
{
    const auto pem = new_key();
    const auto certificate = der_of(issue_for(signing_request(pem, "a terminal")).value());
    const auto key = private_key(pem);
    EVP_PKEY_set_utf8_string_param(key.get(), "point-format", "compressed");
    EXPECT_TRUE(shares_key(certificate, signed_request(key.get())));
}

TEST_F(SigningRequest, comparing_with_what_is_no_certificate_is_a_fault)
{
    EXPECT_THROW((void)shares_key("garbage", signing_request(new_key(), "x")), base::Fault);
    EXPECT_THROW((void)shares_key("", signing_request(new_key(), "x")), base::Fault);
}

using ReadCertificate = CertificateTest;

TEST_F(ReadCertificate, fingerprint_is_the_digest_of_the_der_form)
{
    const auto certificate = first_certificate(root_.certificate);
    unsigned char* der = nullptr;
    const int size = i2d_X509(certificate.get(), &der);
    const auto expected = sha256({{reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)}});
    OPENSSL_free(der);
    EXPECT_EQ(facts_of(root_.certificate).fingerprint, expected);
    EXPECT_EQ(facts_of(root_.certificate).subject, "Synthetic Authority Root CA");
}

TEST_F(ReadCertificate, garbage_is_refused)
{
    for (const std::string_view text :
         {std::string_view(), std::string_view("-----BEGIN CERTIFICATE-----\nAAAA\n"), std::string_view(root_.key)}) {
        const auto result = read_certificate(text);
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error().code, domain::ErrorCode::signing_request);
    }
}

} // namespace
} // namespace onshi::pki
