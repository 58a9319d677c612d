#include "vcard/certificate_making.h"

#include <openssl/pem.h>

namespace onshi::vcard {

using pki::fail;
using pki::require;

namespace {

constexpr long version_3 = 2;
constexpr const char* example_extension = "2.999.392.1";

void set_serial(X509* certificate, const pki::BigNumber& number)
{
    (void)require(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)), "BN_to_ASN1_INTEGER");
}

} // namespace

LoadedIdentity loaded(const pki::Identity& identity)
{
    LoadedIdentity both{pki::first_certificate(identity.certificate), pki::private_key(identity.key)};
    if (!both.certificate || !both.key)
        fail("a certificate or key is not PEM");
    return both;
}

std::string pem_of(X509* certificate)
{
    const pki::Bio out = pki::writer();
    require(PEM_write_bio_X509(out.get(), certificate), "PEM_write_bio_X509");
    return pki::text_of(out);
}

std::string pem_of(EVP_PKEY* private_key)
{
    const pki::Bio out = pki::writer();
    require(PEM_write_bio_PKCS8PrivateKey(out.get(), private_key, nullptr, nullptr, 0, nullptr, nullptr),
            "PEM_write_bio_PKCS8PrivateKey");
    return pki::text_of(out);
}

pki::X509Name emulator_name(bool marked, const std::string& unit, const std::string& common_name)
{
    pki::X509Name name(require(X509_NAME_new(), "X509_NAME_new"));
    pki::add_entry(name.get(), NID_countryName, "JP");
    pki::add_entry(name.get(), NID_organizationName, "JPKI-EMU");
    if (!unit.empty())
        pki::add_entry(name.get(), NID_organizationalUnitName, unit);
    if (marked)
        pki::add_entry(name.get(), NID_organizationalUnitName, pki::development_mark);
    if (!common_name.empty())
        pki::add_entry(name.get(), NID_commonName, common_name);
    return name;
}

const EVP_MD* hash_named(const std::string& name)
{
    return require(EVP_get_digestbyname(name.c_str()), "EVP_get_digestbyname");
}

std::int64_t seconds_of(base::Instant at)
{
    return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

Draft::Draft(const X509_NAME* subject, EVP_PKEY* key, X509* issuer)
    : certificate_(require(X509_new(), "X509_new"))
    , issuer_(issuer == nullptr ? certificate_.get() : issuer)
{
    require(X509_set_version(certificate_.get(), version_3), "X509_set_version");
    require(X509_set_subject_name(certificate_.get(), subject), "X509_set_subject_name");
    require(X509_set_issuer_name(certificate_.get(), X509_get_subject_name(issuer_)), "X509_set_issuer_name");
    require(X509_set_pubkey(certificate_.get(), key), "X509_set_pubkey");
}

void Draft::serial(base::Random& random)
{
    auto bytes = base::random_bytes<16>(random);
    bytes.front() = static_cast<std::uint8_t>((bytes.front() & 0x3FU) | 0x40U); // positive, and never short
    set_serial(certificate_.get(),
               pki::BigNumber(require(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr), "BN_bin2bn")));
}

void Draft::serial(const std::string& hex)
{
    BIGNUM* number = nullptr;
    if (BN_hex2bn(&number, hex.c_str()) == 0)
        fail("BN_hex2bn");
    set_serial(certificate_.get(), pki::BigNumber(number));
}

void Draft::period(base::Instant from, base::Instant until)
{
    (void)require(ASN1_TIME_set(X509_getm_notBefore(certificate_.get()), seconds_of(from)), "ASN1_TIME_set");
    (void)require(ASN1_TIME_set(X509_getm_notAfter(certificate_.get()), seconds_of(until)), "ASN1_TIME_set");
}

void Draft::extension(int nid, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer_, certificate_.get(), nullptr, nullptr, 0);
    X509V3_set_ctx_nodb(&context);
    const pki::X509Extension made(
        require(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()), "X509V3_EXT_conf_nid"));
    require(X509_add_ext(certificate_.get(), made.get(), -1), "X509_add_ext");
}

// By hand: OpenSSL's text form of this one asks for a configuration file.
void Draft::policy(const std::string& oid)
{
    using Policies = std::unique_ptr<CERTIFICATEPOLICIES, pki::FreeWith<CERTIFICATEPOLICIES_free>>;
    const Policies policies(require(CERTIFICATEPOLICIES_new(), "CERTIFICATEPOLICIES_new"));
    auto* one = require(POLICYINFO_new(), "POLICYINFO_new");
    if (sk_POLICYINFO_push(policies.get(), one) <= 0) {
        POLICYINFO_free(one);
        fail("sk_POLICYINFO_push");
    }
    ASN1_OBJECT_free(one->policyid);
    one->policyid = require(OBJ_txt2obj(oid.c_str(), 1), "OBJ_txt2obj");
    require(X509_add1_ext_i2d(certificate_.get(), NID_certificate_policies, policies.get(), 0, X509V3_ADD_DEFAULT),
            "X509_add1_ext_i2d");
}

void Draft::critical_of_nobody()
{
    using Object = std::unique_ptr<ASN1_OBJECT, pki::FreeWith<ASN1_OBJECT_free>>;
    using Octets = std::unique_ptr<ASN1_OCTET_STRING, pki::FreeWith<ASN1_OCTET_STRING_free>>;
    const Object name(require(OBJ_txt2obj(example_extension, 1), "OBJ_txt2obj"));
    const Octets value(require(ASN1_OCTET_STRING_new(), "ASN1_OCTET_STRING_new"));
    constexpr std::array<unsigned char, 2> asn1_null{0x05, 0x00};
    require(ASN1_OCTET_STRING_set(value.get(), asn1_null.data(), static_cast<int>(asn1_null.size())),
            "ASN1_OCTET_STRING_set");
    const pki::X509Extension made(
        require(X509_EXTENSION_create_by_OBJ(nullptr, name.get(), 1, value.get()), "X509_EXTENSION_create_by_OBJ"));
    require(X509_add_ext(certificate_.get(), made.get(), -1), "X509_add_ext");
}

void Draft::key_identifiers(const std::optional<std::string>& own)
{
    extension(NID_subject_key_identifier, own ? pki::hex(*own) : "hash");
    extension(NID_authority_key_identifier, "keyid:always");
}

std::string Draft::signed_by(EVP_PKEY* key, const std::string& hash)
{
    if (X509_sign(certificate_.get(), key, hash_named(hash)) <= 0)
        fail("X509_sign");
    return pem_of(certificate_.get());
}

} // namespace onshi::vcard
