#include "vcard/authority.h"
#include "vcard/certificate_making.h"

#include "pki/x509_fields.h"

#include <openssl/err.h>

namespace onshi::vcard {

using pki::fail;
using pki::require;

namespace {

using Time = std::unique_ptr<ASN1_TIME, pki::FreeWith<ASN1_TIME_free>>;

Time time_at(base::Instant at) { return Time(require(ASN1_TIME_set(nullptr, seconds_of(at)), "ASN1_TIME_set")); }

/// The id with the hash that the request used, for this authority and the serial.
pki::OcspCertificateId id_like(OCSP_CERTID* asked, const X509* authority, const ASN1_INTEGER* serial)
{
    ASN1_OBJECT* hash = nullptr;
    OCSP_id_get0_info(nullptr, &hash, nullptr, nullptr, asked);
    const EVP_MD* method = EVP_get_digestbyobj(hash);
    if (method == nullptr)
        return nullptr;
    return pki::OcspCertificateId(
        require(OCSP_cert_id_new(method, X509_get_subject_name(authority), X509_get0_pubkey_bitstr(authority), serial),
                "OCSP_cert_id_new"));
}

void add_status(OCSP_BASICRESP* response, OCSP_CERTID* id, const CardStanding& standing, base::Instant from,
                const OcspProfile& profile)
{
    const auto begin = time_at(from);
    const auto end = profile.without_end ? nullptr : time_at(from + profile.valid);
    const auto revoked = time_at(standing.revoked_at == base::Instant{} ? from : standing.revoked_at);
    const auto add = [&](int status, ASN1_TIME* at) {
        (void)require(
            OCSP_basic_add1_status(response, id, status, OCSP_REVOKED_STATUS_NOSTATUS, at, begin.get(), end.get()),
            "OCSP_basic_add1_status");
    };
    switch (standing.status) {
    case CardStatus::good:
        add(V_OCSP_CERTSTATUS_GOOD, nullptr);
        return;
    case CardStatus::revoked:
        add(V_OCSP_CERTSTATUS_REVOKED, revoked.get());
        return;
    case CardStatus::unknown:
        add(V_OCSP_CERTSTATUS_UNKNOWN, nullptr);
        return;
    }
}

void answer_one(OCSP_BASICRESP* response, OCSP_CERTID* asked, const X509* authority, base::Instant from,
                const std::function<CardStanding(const std::string&)>& status_of, const OcspProfile& profile)
{
    ASN1_INTEGER* serial = nullptr;
    OCSP_id_get0_info(nullptr, nullptr, nullptr, &serial, asked);
    const auto own = id_like(asked, authority, serial);
    if (!own || OCSP_id_cmp(own.get(), asked) != 0)
        return add_status(response, asked, CardStatus::unknown, from, profile);
    const auto standing = status_of(pki::hex_of(serial));
    if (profile.twice)
        add_status(response, asked, standing, from, profile);
    if (!profile.about)
        return add_status(response, asked, standing, from, profile);
    BIGNUM* read = nullptr;
    if (BN_hex2bn(&read, profile.about->c_str()) == 0)
        fail("BN_hex2bn");
    const pki::BigNumber number(read);
    using Integer = std::unique_ptr<ASN1_INTEGER, pki::FreeWith<ASN1_INTEGER_free>>;
    const Integer other(require(BN_to_ASN1_INTEGER(number.get(), nullptr), "BN_to_ASN1_INTEGER"));
    add_status(response, id_like(asked, authority, other.get()).get(), standing, from, profile);
}

void add_nonce(OCSP_BASICRESP* response, OCSP_REQUEST* request, const OcspProfile& profile)
{
    if (profile.without_nonce)
        return;
    OCSP_copy_nonce(response, request);
    const int at = OCSP_BASICRESP_get_ext_by_NID(response, NID_id_pkix_OCSP_Nonce, -1);
    if (!profile.other_nonce || at < 0)
        return;
    auto* value = X509_EXTENSION_get_data(OCSP_BASICRESP_get_ext(response, at));
    std::string bytes(reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
                      static_cast<std::size_t>(ASN1_STRING_length(value)));
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    require(ASN1_STRING_set(value, bytes.data(), static_cast<int>(bytes.size())), "ASN1_STRING_set");
}

// OpenSSL would write the machine's time into producedAt and has no call to write another.
void set_produced_at(OCSP_BASICRESP* response, base::Instant at)
{
    auto* produced = const_cast<ASN1_GENERALIZEDTIME*>(OCSP_resp_get0_produced_at(response));
    (void)require(ASN1_GENERALIZEDTIME_set(produced, seconds_of(at)), "ASN1_GENERALIZEDTIME_set");
}

void alter_signature(OCSP_BASICRESP* response)
{
    const auto* signature = OCSP_resp_get0_signature(response);
    const_cast<unsigned char*>(ASN1_STRING_get0_data(signature))[0] ^= 1U;
}

/// Null if it is none, or asks about nothing.
pki::OcspRequest parsed(std::string_view der)
{
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    pki::OcspRequest request(d2i_OCSP_REQUEST(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    return request && OCSP_request_onereq_count(request.get()) > 0 ? std::move(request) : nullptr;
}

OCSP_CERTID* asked_about(OCSP_REQUEST* request, int at)
{
    return OCSP_onereq_get0_id(OCSP_request_onereq_get0(request, at));
}

std::string der_of(int status, OCSP_BASICRESP* response)
{
    const pki::OcspResponse outer(require(OCSP_response_create(status, response), "OCSP_response_create"));
    unsigned char* bytes = nullptr;
    const int size = i2d_OCSP_RESPONSE(outer.get(), &bytes);
    if (size < 0)
        fail("i2d_OCSP_RESPONSE");
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

} // namespace

bool is_asked(const pki::Identity& authority, std::string_view request_der)
{
    const auto request = parsed(request_der);
    if (!request)
        return false;
    auto* asked = asked_about(request.get(), 0);
    ASN1_INTEGER* serial = nullptr;
    OCSP_id_get0_info(nullptr, nullptr, nullptr, &serial, asked);
    const auto own = id_like(asked, pki::first_certificate(authority.certificate).get(), serial);
    return own && OCSP_id_cmp(own.get(), asked) == 0;
}

std::string answer_ocsp(const base::Environment& environment, const pki::Identity& authority,
                        const pki::Identity& responder, std::string_view request_der,
                        const std::function<CardStanding(const std::string& serial)>& status_of,
                        const OcspProfile& profile)
{
    const auto request = parsed(request_der);
    if (!request)
        return der_of(OCSP_RESPONSE_STATUS_MALFORMEDREQUEST, nullptr);

    const auto above = pki::first_certificate(authority.certificate);
    const auto by = loaded(responder);
    const auto from = environment.clock.now() - profile.age;
    const pki::OcspBasicResponse response(require(OCSP_BASICRESP_new(), "OCSP_BASICRESP_new"));
    for (int i = 0; i < OCSP_request_onereq_count(request.get()); ++i)
        answer_one(response.get(), asked_about(request.get(), i), above.get(), from, status_of, profile);
    add_nonce(response.get(), request.get(), profile);
    set_produced_at(response.get(), from);
    const unsigned long flags = OCSP_RESPID_KEY | OCSP_NOTIME | (profile.without_certificate ? OCSP_NOCERTS : 0UL);
    require(
        OCSP_basic_sign(response.get(), by.certificate.get(), by.key.get(), hash_named(profile.hash), nullptr, flags),
        "OCSP_basic_sign");
    if (profile.altered)
        alter_signature(response.get());
    return der_of(OCSP_RESPONSE_STATUS_SUCCESSFUL, response.get());
}

} // namespace onshi::vcard
