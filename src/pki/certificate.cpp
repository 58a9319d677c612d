#include "pki/certificate.h"

#include "pki/openssl_handles.h"

#include <openssl/err.h>

#include <ctime>

namespace onshi::pki {

namespace {

std::string serial_of(const X509* certificate)
{
    const BigNumber number(
        require(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr), "ASN1_INTEGER_to_BN"));
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(number.get())), '\0');
    BN_bn2bin(number.get(), reinterpret_cast<unsigned char*>(bytes.data()));
    return hex(bytes);
}

base::Instant instant_of(const ASN1_TIME* time)
{
    std::tm parts{};
    require(ASN1_TIME_to_tm(time, &parts), "ASN1_TIME_to_tm");
    const auto day = std::chrono::year(parts.tm_year + 1900) /
                     std::chrono::month(static_cast<unsigned>(parts.tm_mon + 1)) /
                     std::chrono::day(static_cast<unsigned>(parts.tm_mday));
    return std::chrono::sys_days(day) + std::chrono::hours(parts.tm_hour) + std::chrono::minutes(parts.tm_min) +
           std::chrono::seconds(parts.tm_sec);
}

bool is_of_development(const X509* certificate)
{
    return has_entry(X509_get_subject_name(certificate), NID_organizationalUnitName, development_mark) ||
           has_entry(X509_get_issuer_name(certificate), NID_organizationalUnitName, development_mark);
}

} // namespace

domain::Result<CertificateFacts> read_certificate(std::string_view pem)
{
    const X509Certificate certificate = first_certificate(pem);
    if (!certificate)
        return std::unexpected(domain::rejection(domain::ErrorCode::signing_request));
    CertificateFacts facts{};
    facts.serial = serial_of(certificate.get());
    require(X509_digest(certificate.get(), EVP_sha256(), facts.fingerprint.data(), nullptr), "X509_digest");
    facts.subject = entry_of(X509_get_subject_name(certificate.get()), NID_commonName);
    facts.not_before = instant_of(X509_get0_notBefore(certificate.get()));
    facts.not_after = instant_of(X509_get0_notAfter(certificate.get()));
    facts.development = is_of_development(certificate.get());
    return facts;
}

} // namespace onshi::pki
