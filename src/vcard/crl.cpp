#include "vcard/authority.h"
#include "vcard/certificate_making.h"

#include <openssl/pem.h>

namespace onshi::vcard {

using pki::fail;
using pki::require;

namespace {

constexpr long version_2 = 1;

using Time = std::unique_ptr<ASN1_TIME, pki::FreeWith<ASN1_TIME_free>>;
using Entry = std::unique_ptr<X509_REVOKED, pki::FreeWith<X509_REVOKED_free>>;
using Integer = std::unique_ptr<ASN1_INTEGER, pki::FreeWith<ASN1_INTEGER_free>>;

Time time_at(base::Instant at) { return Time(require(ASN1_TIME_set(nullptr, seconds_of(at)), "ASN1_TIME_set")); }

void add_entry(X509_CRL* list, const RevokedCard& card)
{
    BIGNUM* read = nullptr;
    if (BN_hex2bn(&read, card.serial.c_str()) == 0)
        fail("BN_hex2bn");
    const pki::BigNumber number(read);
    const Integer serial(require(BN_to_ASN1_INTEGER(number.get(), nullptr), "BN_to_ASN1_INTEGER"));
    Entry entry(require(X509_REVOKED_new(), "X509_REVOKED_new"));
    require(X509_REVOKED_set_serialNumber(entry.get(), serial.get()), "X509_REVOKED_set_serialNumber");
    require(X509_REVOKED_set_revocationDate(entry.get(), time_at(card.at).get()), "X509_REVOKED_set_revocationDate");
    require(X509_CRL_add0_revoked(list, entry.get()), "X509_CRL_add0_revoked");
    (void)entry.release();
}

void add_extension(X509_CRL* list, X509* authority, int nid, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, authority, nullptr, nullptr, list, 0);
    X509V3_set_ctx_nodb(&context);
    const pki::X509Extension made(
        require(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()), "X509V3_EXT_conf_nid"));
    require(X509_CRL_add_ext(list, made.get(), -1), "X509_CRL_add_ext");
}

} // namespace

std::string make_crl(const base::Environment& environment, const pki::Identity& authority,
                     const std::vector<RevokedCard>& revoked, const CrlProfile& profile)
{
    const auto by = loaded(authority);
    const auto from = environment.clock.now() - profile.age;
    const pki::RevocationList list(require(X509_CRL_new(), "X509_CRL_new"));
    require(X509_CRL_set_version(list.get(), version_2), "X509_CRL_set_version");
    require(X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(by.certificate.get())),
            "X509_CRL_set_issuer_name");
    require(X509_CRL_set1_lastUpdate(list.get(), time_at(from).get()), "X509_CRL_set1_lastUpdate");
    require(X509_CRL_set1_nextUpdate(list.get(), time_at(from + profile.valid).get()), "X509_CRL_set1_nextUpdate");
    for (const auto& card : revoked)
        add_entry(list.get(), card);
    require(X509_CRL_sort(list.get()), "X509_CRL_sort");
    add_extension(list.get(), by.certificate.get(), NID_authority_key_identifier, "keyid:always");
    // RFC 5280, 5.2.3: a number that never falls; the moment does that.
    const Integer number(require(ASN1_INTEGER_new(), "ASN1_INTEGER_new"));
    require(ASN1_INTEGER_set_int64(number.get(), seconds_of(from)), "ASN1_INTEGER_set_int64");
    require(X509_CRL_add1_ext_i2d(list.get(), NID_crl_number, number.get(), 0, X509V3_ADD_DEFAULT),
            "X509_CRL_add1_ext_i2d");
    if (profile.partial)
        add_extension(list.get(), by.certificate.get(), NID_issuing_distribution_point, "critical,onlyuser:TRUE");
    if (X509_CRL_sign(list.get(), by.key.get(), hash_named(profile.hash)) <= 0)
        fail("X509_CRL_sign");
    const pki::Bio out = pki::writer();
    require(PEM_write_bio_X509_CRL(out.get(), list.get()), "PEM_write_bio_X509_CRL");
    return pki::text_of(out);
}

} // namespace onshi::vcard
