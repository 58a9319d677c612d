#include "pki/certificate_builder.h"

#include <algorithm>

namespace onshi::pki {

namespace {

constexpr long version_3 = 2; // RFC 5280, 4.1.2.1
constexpr std::chrono::minutes clock_difference{1};

// RFC 5280, 4.1.2.2: "The serial number MUST be a positive integer", "up to 20 octets".
void set_serial(X509* certificate, base::Random& random)
{
    auto bytes = base::random_bytes<16>(random);
    bytes.front() &= 0x7FU;
    bytes.back() |= static_cast<std::uint8_t>(std::ranges::all_of(bytes, [](auto b) { return b == 0; }) ? 1 : 0);
    const BigNumber number(require(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr), "BN_bin2bn"));
    (void)require(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)), "BN_to_ASN1_INTEGER");
}

void set_validity(X509* certificate, base::Instant now, std::chrono::seconds valid, const X509* issuer)
{
    const auto end = std::chrono::floor<std::chrono::seconds>(now + valid).time_since_epoch().count();
    const auto begin = std::chrono::floor<std::chrono::seconds>(now - clock_difference).time_since_epoch().count();
    (void)require(ASN1_TIME_set(X509_getm_notBefore(certificate), begin), "ASN1_TIME_set");
    (void)require(ASN1_TIME_set(X509_getm_notAfter(certificate), end), "ASN1_TIME_set");
    if (ASN1_TIME_compare(X509_get0_notAfter(certificate), X509_get0_notAfter(issuer)) > 0)
        require(X509_set1_notAfter(certificate, X509_get0_notAfter(issuer)), "X509_set1_notAfter");
}

void add_extension(X509* certificate, X509V3_CTX* context, int nid, const char* value)
{
    const X509Extension extension(require(X509V3_EXT_conf_nid(nullptr, context, nid, value), "X509V3_EXT_conf_nid"));
    require(X509_add_ext(certificate, extension.get(), -1), "X509_add_ext");
}

// Built from values and not through OpenSSL's text form, in which a comma in a name would begin another name.
void add_alternative_names(X509* certificate, const std::vector<std::string>& names)
{
    const AlternativeNames list(require(sk_GENERAL_NAME_new_null(), "sk_GENERAL_NAME_new_null"));
    for (const auto& name : names) {
        auto* entry = require(GENERAL_NAME_new(), "GENERAL_NAME_new");
        if (sk_GENERAL_NAME_push(list.get(), entry) <= 0) {
            GENERAL_NAME_free(entry);
            fail("sk_GENERAL_NAME_push");
        }
        if (auto* address = a2i_IPADDRESS(name.c_str())) {
            GENERAL_NAME_set0_value(entry, GEN_IPADD, address);
            continue;
        }
        auto* text = require(ASN1_IA5STRING_new(), "ASN1_IA5STRING_new");
        GENERAL_NAME_set0_value(entry, GEN_DNS, text);
        require(ASN1_STRING_set(text, name.data(), static_cast<int>(name.size())), "ASN1_STRING_set");
    }
    require(X509_add1_ext_i2d(certificate, NID_subject_alt_name, list.get(), 0, X509V3_ADD_DEFAULT),
            "X509_add1_ext_i2d");
}

void add_purpose(X509* certificate, X509V3_CTX* context, Purpose purpose)
{
    const auto add = [&](int nid, const char* value) { add_extension(certificate, context, nid, value); };
    switch (purpose) {
    case Purpose::root:
        add(NID_basic_constraints, "critical,CA:TRUE");
        add(NID_key_usage, "critical,keyCertSign,cRLSign");
        return;
    case Purpose::issuing:
        add(NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
        add(NID_key_usage, "critical,keyCertSign,cRLSign");
        return;
    case Purpose::server:
        add(NID_basic_constraints, "critical,CA:FALSE");
        add(NID_key_usage, "critical,digitalSignature");
        add(NID_ext_key_usage, "serverAuth");
        return;
    case Purpose::client:
        add(NID_basic_constraints, "critical,CA:FALSE");
        add(NID_key_usage, "critical,digitalSignature");
        add(NID_ext_key_usage, "clientAuth");
        return;
    }
}

} // namespace

X509Certificate build(const base::Environment& environment, const Contents& contents, const Signer& signer)
{
    X509Certificate made(require(X509_new(), "X509_new"));
    auto* certificate = made.get();
    auto* issuer = signer.certificate == nullptr ? certificate : signer.certificate;

    require(X509_set_version(certificate, version_3), "X509_set_version");
    set_serial(certificate, environment.random);
    require(X509_set_subject_name(certificate, contents.subject), "X509_set_subject_name");
    require(X509_set_issuer_name(certificate, X509_get_subject_name(issuer)), "X509_set_issuer_name");
    require(X509_set_pubkey(certificate, contents.subject_key), "X509_set_pubkey");
    set_validity(certificate, environment.clock.now(), contents.valid, issuer);

    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509V3_set_ctx_nodb(&context);
    add_purpose(certificate, &context, contents.purpose);
    // The issuer's key identifier is read from its subject key identifier, which for a root must be there by now.
    add_extension(certificate, &context, NID_subject_key_identifier, "hash");
    add_extension(certificate, &context, NID_authority_key_identifier, "keyid:always");
    if (!contents.names.empty())
        add_alternative_names(certificate, contents.names);

    if (X509_sign(certificate, signer.key, EVP_sha256()) <= 0)
        fail("X509_sign");
    return made;
}

} // namespace onshi::pki
