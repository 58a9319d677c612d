#include "pki/certificate.h"

#include "base/fault.h"
#include "pki/certificate_builder.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <array>

namespace onshi::pki {

namespace {

constexpr int least_rsa_bits = 2048;
constexpr std::size_t longest_common_name = 64; // X.520 ub-common-name

std::string pem_of(X509* certificate)
{
    const Bio out = writer();
    require(PEM_write_bio_X509(out.get(), certificate), "PEM_write_bio_X509");
    return text_of(out);
}

X509Name name_of(const std::string& organisation, bool development, const std::string& common_name)
{
    X509Name name(require(X509_NAME_new(), "X509_NAME_new"));
    add_entry(name.get(), NID_countryName, "JP");
    add_entry(name.get(), NID_organizationName, organisation);
    if (development)
        add_entry(name.get(), NID_organizationalUnitName, development_mark);
    add_entry(name.get(), NID_commonName, common_name);
    return name;
}

struct Loaded
{
    X509Certificate certificate;
    Key key;
    [[nodiscard]] Signer signer() const { return {certificate.get(), key.get()}; }
};

Loaded loaded(const Identity& identity)
{
    Loaded result{first_certificate(identity.certificate), private_key(identity.key)};
    if (!result.certificate || !result.key)
        fail("the authority's certificate or key is not PEM");
    require(X509_check_private_key(result.certificate.get(), result.key.get()), "X509_check_private_key");
    return result;
}

bool is_named_curve(EVP_PKEY* key, std::string_view curve)
{
    std::array<char, 64> name{};
    if (EVP_PKEY_get_group_name(key, name.data(), name.size(), nullptr) != 1 || curve != name.data())
        return false;
    // A curve written out as numbers is not the named one, even if the numbers are the same (CVE-2020-0601).
    int spelled_out = 0;
    return EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &spelled_out) != 1 ||
           spelled_out == 0;
}

bool is_strong(EVP_PKEY* key)
{
    if (EVP_PKEY_is_a(key, "RSA") == 1)
        return EVP_PKEY_get_bits(key) >= least_rsa_bits;
    return EVP_PKEY_is_a(key, "EC") == 1 &&
           (is_named_curve(key, SN_X9_62_prime256v1) || is_named_curve(key, SN_secp384r1));
}

// The self-signature proves that the sender holds the private key.
bool is_acceptable(X509_REQ* request)
{
    EVP_PKEY* key = X509_REQ_get0_pubkey(request);
    const bool good = key != nullptr && is_strong(key) && X509_REQ_verify(request, key) == 1;
    ERR_clear_error();
    return good;
}

} // namespace

Identity make_root(const base::Environment& environment, const std::string& organisation, std::chrono::years valid)
{
    Identity identity{{}, new_key()};
    const Key key = private_key(identity.key);
    const auto subject = name_of(organisation, environment.development, organisation + " Root CA");
    const auto certificate =
        build(environment, {Purpose::root, subject.get(), key.get(), {}, valid}, {nullptr, key.get()});
    identity.certificate = pem_of(certificate.get());
    return identity;
}

Identity make_issuing(const base::Environment& environment, const Identity& root, const std::string& organisation,
                      std::chrono::years valid)
{
    const Loaded above = loaded(root);
    Identity identity{{}, new_key()};
    const Key key = private_key(identity.key);
    const auto subject = name_of(organisation, environment.development, organisation + " Issuing CA");
    const auto certificate =
        build(environment, {Purpose::issuing, subject.get(), key.get(), {}, valid}, above.signer());
    identity.certificate = pem_of(certificate.get());
    return identity;
}

Identity make_server(const base::Environment& environment, const Identity& issuing,
                     const std::vector<std::string>& names, std::chrono::days valid)
{
    ONSHI_CHECK(!names.empty());
    const Loaded above = loaded(issuing);
    Identity identity{{}, new_key()};
    const Key key = private_key(identity.key);
    const auto organisation = entry_of(X509_get_subject_name(above.certificate.get()), NID_organizationName);
    // Only the alternative names count (RFC 9525); the common name is for people, and a longer one is cut.
    const auto subject = name_of(organisation, environment.development, names.front().substr(0, longest_common_name));
    const auto certificate =
        build(environment, {Purpose::server, subject.get(), key.get(), names, valid}, above.signer());
    identity.certificate = pem_of(certificate.get()) + issuing.certificate;
    return identity;
}

domain::Result<std::string> issue(const base::Environment& environment, const Identity& issuing,
                                  std::string_view request_pem, domain::CallerClass cls, const std::string& holder,
                                  std::chrono::days valid)
{
    ONSHI_CHECK(domain::caller_class(domain::name_of(cls)) == cls);
    const X509Request request = first_request(request_pem);
    if (!request || !is_acceptable(request.get()))
        return std::unexpected(domain::rejection(domain::ErrorCode::signing_request));

    const Loaded above = loaded(issuing);
    const X509Name subject(require(X509_NAME_new(), "X509_NAME_new"));
    add_entry(subject.get(), NID_countryName, "JP");
    add_entry(subject.get(), NID_organizationName, "onshi");
    add_entry(subject.get(), NID_organizationalUnitName, domain::name_of(cls));
    add_entry(subject.get(), NID_commonName, holder);
    auto* key = X509_REQ_get0_pubkey(request.get());
    const auto certificate = build(environment, {Purpose::client, subject.get(), key, {}, valid}, above.signer());
    return pem_of(certificate.get());
}

} // namespace onshi::pki
