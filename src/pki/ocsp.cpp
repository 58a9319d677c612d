#include "pki/revocation_answers.h"
#include "pki/x509_fields.h"

#include "base/fault.h"

#include <openssl/err.h>

#include <array>

namespace onshi::pki {

namespace {

constexpr std::size_t nonce_bytes = 32; // RFC 8954, 2.1: "a nonce length of 32 bytes" is the longest allowed

using enum RevocationDoubt;

// SHA-1 here only names the authority (RFC 5019, 2.1.1 demands it of whoever wants to be understood by all responders);
// nothing is believed because of it.
OcspCertificateId id_of(const Issuer& issuer, const CardCertificate& certificate)
{
    const auto serial = serial_number(certificate.serial);
    return OcspCertificateId(require(OCSP_cert_id_new(EVP_sha1(), X509_get_subject_name(issuer.certificate.get()),
                                                      X509_get0_pubkey_bitstr(issuer.certificate.get()), serial.get()),
                                     "OCSP_cert_id_new"));
}

/// RFC 6960, 4.2.1: the response names its responder by name, or by the SHA-1 of its key.
bool is_named(const OCSP_BASICRESP* response, const X509* candidate)
{
    const ASN1_OCTET_STRING* key = nullptr;
    const X509_NAME* name = nullptr;
    if (OCSP_resp_get0_id(response, &key, &name) != 1)
        return false;
    if (name != nullptr)
        return X509_NAME_cmp(name, X509_get_subject_name(candidate)) == 0;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    require(X509_pubkey_digest(candidate, EVP_sha1(), digest.data(), &size), "X509_pubkey_digest");
    return std::string_view(reinterpret_cast<const char*>(digest.data()), size) ==
           std::string_view(reinterpret_cast<const char*>(ASN1_STRING_get0_data(key)),
                            static_cast<std::size_t>(ASN1_STRING_length(key)));
}

/// RFC 6960, 4.2.2.2: "a CA ... explicitly delegates this responsibility by issuing a certificate containing a unique
/// value for the extended key usage extension in the OCSP signer's certificate. This certificate MUST be issued
/// directly by the CA."
RevocationDoubt doubt_of_delegate(X509* delegate, const Issuer& issuer, base::Instant now)
{
    auto* authority = issuer.certificate.get();
    if (X509_NAME_cmp(X509_get_issuer_name(delegate), X509_get_subject_name(authority)) != 0 ||
        X509_verify(delegate, X509_get0_pubkey(authority)) != 1)
        return responder_unknown;
    if (!is_strong_signature(X509_get_signature_nid(delegate)))
        return weak_hash;
    const auto flags = X509_get_extension_flags(delegate);
    const bool signs_answers =
        (flags & EXFLAG_XKUSAGE) != 0 && (X509_get_extended_key_usage(delegate) & XKU_OCSP_SIGN) != 0;
    const bool signs = (flags & EXFLAG_KUSAGE) == 0 || (X509_get_key_usage(delegate) & KU_DIGITAL_SIGNATURE) != 0;
    if (!signs_answers || !signs || (flags & (EXFLAG_INVALID | EXFLAG_CRITICAL)) != 0)
        return responder_not_allowed;
    const auto begin = moment_of(X509_get0_notBefore(delegate));
    const auto end = moment_of(X509_get0_notAfter(delegate));
    if (!begin || !end || now < *begin || now > *end)
        return responder_expired;
    return none;
}

/// Whose key must have signed, or why nobody's would do.
struct Responder
{
    X509* certificate;
    RevocationDoubt doubt;
};

Responder responder_of(const OCSP_BASICRESP* response, const Issuer& issuer, base::Instant now)
{
    if (is_named(response, issuer.certificate.get()))
        return {issuer.certificate.get(), none};
    const auto* sent = OCSP_resp_get0_certs(response);
    for (int i = 0; i < sk_X509_num(sent); ++i)
        if (auto* delegate = sk_X509_value(sent, i); is_named(response, delegate))
            return {delegate, doubt_of_delegate(delegate, issuer, now)};
    return {nullptr, responder_unknown};
}

RevocationDoubt doubt_of_signature(const OCSP_BASICRESP* response, X509* responder)
{
    const auto* algorithm = OCSP_resp_get0_tbs_sigalg(response);
    const ASN1_OBJECT* name = nullptr;
    X509_ALGOR_get0(&name, nullptr, nullptr, algorithm);
    if (!is_strong_signature(OBJ_obj2nid(name)))
        return weak_hash;
    auto* key = X509_get0_pubkey(responder);
    const bool good =
        key != nullptr && ASN1_item_verify(ASN1_ITEM_rptr(OCSP_RESPDATA), algorithm, OCSP_resp_get0_signature(response),
                                           OCSP_resp_get0_respdata(response), key) == 1;
    return good ? none : bad_signature;
}

RevocationAnswer statement_on(OCSP_BASICRESP* response, OCSP_CERTID* id, base::Instant now)
{
    const int at = OCSP_resp_find(response, id, -1);
    if (at < 0 || OCSP_resp_find(response, id, at) >= 0)
        return doubtful(other_certificate);
    ASN1_GENERALIZEDTIME* from = nullptr;
    ASN1_GENERALIZEDTIME* until = nullptr;
    switch (OCSP_single_get0_status(OCSP_resp_get0(response, at), nullptr, nullptr, &from, &until)) {
    case V_OCSP_CERTSTATUS_GOOD:
        return answer_in_time(RevocationStatus::good, from, until, now);
    case V_OCSP_CERTSTATUS_REVOKED:
        return answer_in_time(RevocationStatus::revoked, from, until, now);
    case V_OCSP_CERTSTATUS_UNKNOWN:
        return doubtful(not_known_there);
    default: // a number of OpenSSL's
        return doubtful(malformed);
    }
}

template<auto read, class Handle>
Handle whole(std::string_view der)
{
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const auto* const end = at + der.size();
    Handle object(read(nullptr, &at, static_cast<long>(der.size())));
    return at == end ? std::move(object) : nullptr;
}

RevocationAnswer judged(const Issuer& issuer, const CardCertificate& certificate, std::string_view request,
                        std::string_view answer, base::Instant now)
{
    const auto asked = whole<d2i_OCSP_REQUEST, OcspRequest>(request);
    ONSHI_CHECK(asked != nullptr);
    const auto outer = whole<d2i_OCSP_RESPONSE, OcspResponse>(answer);
    if (!outer)
        return doubtful(malformed);
    if (OCSP_response_status(outer.get()) != OCSP_RESPONSE_STATUS_SUCCESSFUL)
        return doubtful(refused);
    const OcspBasicResponse response(OCSP_response_get1_basic(outer.get()));
    if (!response)
        return doubtful(malformed);
    const auto responder = responder_of(response.get(), issuer, now);
    if (responder.doubt != none)
        return doubtful(responder.doubt);
    if (const auto doubt = doubt_of_signature(response.get(), responder.certificate); doubt != none)
        return doubtful(doubt);
    if (OCSP_check_nonce(asked.get(), response.get()) != 1)
        return doubtful(nonce);
    return statement_on(response.get(), id_of(issuer, certificate).get(), now);
}

} // namespace

std::string ocsp_request(const CardTrust& trust, const CardCertificate& certificate, base::Random& random)
{
    const OcspRequest request(require(OCSP_REQUEST_new(), "OCSP_REQUEST_new"));
    auto id = id_of(issuer_of(trust, certificate), certificate);
    (void)require(OCSP_request_add0_id(request.get(), id.get()), "OCSP_request_add0_id");
    (void)id.release();
    auto bytes = base::random_bytes<nonce_bytes>(random);
    require(OCSP_request_add1_nonce(request.get(), bytes.data(), static_cast<int>(bytes.size())),
            "OCSP_request_add1_nonce");
    unsigned char* der = nullptr;
    const int size = i2d_OCSP_REQUEST(request.get(), &der);
    if (size < 0)
        fail("i2d_OCSP_REQUEST");
    std::string text(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return text;
}

RevocationAnswer judge_ocsp(const CardTrust& trust, const CardCertificate& certificate, std::string_view request,
                            std::string_view response, base::Instant now)
{
    const auto answer = judged(issuer_of(trust, certificate), certificate, request, response, now);
    ERR_clear_error();
    return answer;
}

} // namespace onshi::pki
