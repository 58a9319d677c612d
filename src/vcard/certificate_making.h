#pragma once

#include "base/environment.h"
#include "pki/certificate.h"
#include "pki/openssl_handles.h"

#include <optional>
#include <string>

/// Pieces of certificates; for authority.cpp and its neighbours only.
namespace onshi::vcard {

struct LoadedIdentity
{
    pki::X509Certificate certificate;
    pki::Key key;
};
/// Throws base::Fault(crypto) if one of them is no PEM.
[[nodiscard]] LoadedIdentity loaded(const pki::Identity& identity);

[[nodiscard]] std::string pem_of(X509* certificate);
[[nodiscard]] std::string pem_of(EVP_PKEY* private_key);
[[nodiscard]] pki::X509Name emulator_name(bool marked, const std::string& unit, const std::string& common_name);
[[nodiscard]] const EVP_MD* hash_named(const std::string& name);
[[nodiscard]] std::int64_t seconds_of(base::Instant at);

/// A certificate under way: subject and key are given, extensions are added one by one, then it is signed.
class Draft
{
public:
    /// `issuer` null: its own.
    Draft(const X509_NAME* subject, EVP_PKEY* key, X509* issuer);
    void serial(base::Random& random);
    void serial(const std::string& hex);
    void period(base::Instant from, base::Instant until);
    void extension(int nid, const std::string& value); ///< OpenSSL's text form
    void policy(const std::string& oid);
    void critical_of_nobody(); ///< a critical extension of the example arc
    void key_identifiers(const std::optional<std::string>& own);
    [[nodiscard]] std::string signed_by(EVP_PKEY* key, const std::string& hash); ///< PEM

private:
    pki::X509Certificate certificate_;
    X509* issuer_;
};

} // namespace onshi::vcard
