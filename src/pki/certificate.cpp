#include "pki/certificate.h"

#include "pki/x509_fields.h"

namespace onshi::pki {

namespace {

base::Instant instant_of(const ASN1_TIME* time)
{
    const auto moment = moment_of(time);
    if (!moment)
        fail("ASN1_TIME_to_tm");
    return *moment;
}

} // namespace

domain::Result<CertificateFacts> read_certificate(std::string_view pem)
{
    const X509Certificate certificate = first_certificate(pem);
    if (!certificate)
        return std::unexpected(domain::rejection(domain::ErrorCode::signing_request));
    CertificateFacts facts{};
    facts.serial = hex_of(X509_get0_serialNumber(certificate.get()));
    require(X509_digest(certificate.get(), EVP_sha256(), facts.fingerprint.data(), nullptr), "X509_digest");
    facts.subject = entry_of(X509_get_subject_name(certificate.get()), NID_commonName);
    facts.not_before = instant_of(X509_get0_notBefore(certificate.get()));
    facts.not_after = instant_of(X509_get0_notAfter(certificate.get()));
    facts.development = is_of_development(certificate.get());
    return facts;
}

} // namespace onshi::pki
