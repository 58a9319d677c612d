#include "pki/x509_fields.h"

#include "pki/digest.h"

#include <openssl/err.h>

#include <ctime>

namespace onshi::pki {

std::string hex_of(const ASN1_INTEGER* integer)
{
    const BigNumber number(require(ASN1_INTEGER_to_BN(integer, nullptr), "ASN1_INTEGER_to_BN"));
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(number.get())), '\0');
    BN_bn2bin(number.get(), reinterpret_cast<unsigned char*>(bytes.data()));
    return hex(bytes);
}

std::optional<base::Instant> moment_of(const ASN1_TIME* time)
{
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) {
        ERR_clear_error();
        return std::nullopt;
    }
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

std::string der_form(const X509* certificate)
{
    unsigned char* bytes = nullptr;
    const int size = i2d_X509(certificate, &bytes);
    if (size < 0)
        fail("i2d_X509");
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return der;
}

bool is_strong_signature(int signature_nid)
{
    switch (signature_nid) {
    case NID_sha256WithRSAEncryption:
    case NID_sha384WithRSAEncryption:
    case NID_sha512WithRSAEncryption:
    case NID_ecdsa_with_SHA256:
    case NID_ecdsa_with_SHA384:
    case NID_ecdsa_with_SHA512:
        return true;
    default: // a number of OpenSSL's, no enumeration of ours
        return false;
    }
}

} // namespace onshi::pki
