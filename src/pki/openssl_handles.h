#pragma once

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// OpenSSL's objects with an owner, for the sources of this folder and of vcard: a header that others read names
/// none.
namespace onshi::pki {

template<auto free_function>
struct FreeWith
{
    template<class T>
    void operator()(T* object) const
    {
        free_function(object);
    }
};

using Bio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;
using BigNumber = std::unique_ptr<BIGNUM, FreeWith<BN_free>>;
using Key = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using HashMethod = std::unique_ptr<EVP_MD, FreeWith<EVP_MD_free>>;
using HashContext = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;
using MacMethod = std::unique_ptr<EVP_MAC, FreeWith<EVP_MAC_free>>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, FreeWith<EVP_MAC_CTX_free>>;
using X509Certificate = std::unique_ptr<X509, FreeWith<X509_free>>;
using X509Request = std::unique_ptr<X509_REQ, FreeWith<X509_REQ_free>>;
using X509Name = std::unique_ptr<X509_NAME, FreeWith<X509_NAME_free>>;
using X509Extension = std::unique_ptr<X509_EXTENSION, FreeWith<X509_EXTENSION_free>>;
using RevocationList = std::unique_ptr<X509_CRL, FreeWith<X509_CRL_free>>;
using OcspRequest = std::unique_ptr<OCSP_REQUEST, FreeWith<OCSP_REQUEST_free>>;
using OcspResponse = std::unique_ptr<OCSP_RESPONSE, FreeWith<OCSP_RESPONSE_free>>;
using OcspBasicResponse = std::unique_ptr<OCSP_BASICRESP, FreeWith<OCSP_BASICRESP_free>>;
using OcspCertificateId = std::unique_ptr<OCSP_CERTID, FreeWith<OCSP_CERTID_free>>;
using AlternativeNames = std::unique_ptr<GENERAL_NAMES, FreeWith<GENERAL_NAMES_free>>;

/// The organisational unit of what a development authority made; no production server takes such a certificate.
inline constexpr const char* development_mark = "DEVELOPMENT ONLY";

/// Throws base::Fault(crypto) naming the call and OpenSSL's reason, and leaves the thread's error queue empty: an entry
/// left behind would be taken for the failure of a later TLS call on the same thread.
[[noreturn]] void fail(const char* call);

/// For calls that return 1 for success.
inline void require(int result, const char* call)
{
    if (result != 1)
        fail(call);
}

/// For calls that return an object or null.
template<class T>
[[nodiscard]] T* require(T* object, const char* call)
{
    if (object == nullptr)
        fail(call);
    return object;
}

/// A read-only view of the text; it must outlive the result.
[[nodiscard]] Bio reader(std::string_view text);
[[nodiscard]] Bio writer();
[[nodiscard]] std::string text_of(const Bio& written);

/// The first object of its kind in the PEM text, or null. An encrypted key is not one: there is nobody to ask.
[[nodiscard]] X509Certificate first_certificate(std::string_view pem);
/// All of them, in order; empty if one cannot be read.
[[nodiscard]] std::vector<X509Certificate> all_certificates(std::string_view pem);
[[nodiscard]] std::vector<RevocationList> all_revocation_lists(std::string_view pem);
[[nodiscard]] X509Request first_request(std::string_view pem);
[[nodiscard]] X509Certificate certificate_from_der(std::string_view der); ///< or null
[[nodiscard]] Key private_key(std::string_view pem);

/// The first entry of that kind as UTF-8, or empty.
[[nodiscard]] std::string entry_of(const X509_NAME* name, int nid);
/// True if one of the entries of that kind is the text.
[[nodiscard]] bool has_entry(const X509_NAME* name, int nid, std::string_view utf8);
/// Appends an entry. Text that X.520 forbids (empty, or longer than its bound) is a fault: names come from our own
/// code.
void add_entry(X509_NAME* name, int nid, std::string_view utf8);

} // namespace onshi::pki
