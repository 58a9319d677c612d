#include "pki/certificate.h"
#include "pki/openssl_handles.h"

#include <openssl/err.h>
#include <openssl/pem.h>

namespace onshi::pki {

std::string new_key()
{
    const Key key(require(EVP_EC_gen("P-256"), "EVP_EC_gen"));
    const Bio out = writer();
    require(PEM_write_bio_PKCS8PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr),
            "PEM_write_bio_PKCS8PrivateKey");
    return text_of(out);
}

std::string signing_request(const std::string& key_pem, const std::string& common_name)
{
    const Key key = private_key(key_pem);
    if (!key)
        fail("signing_request: the private key");
    const X509Request request(require(X509_REQ_new(), "X509_REQ_new"));
    add_entry(X509_REQ_get_subject_name(request.get()), NID_commonName, common_name);
    require(X509_REQ_set_pubkey(request.get(), key.get()), "X509_REQ_set_pubkey");
    if (X509_REQ_sign(request.get(), key.get(), EVP_sha256()) <= 0)
        fail("X509_REQ_sign");
    const Bio out = writer();
    require(PEM_write_bio_X509_REQ(out.get(), request.get()), "PEM_write_bio_X509_REQ");
    return text_of(out);
}

bool shares_key(std::string_view certificate_der, std::string_view request_pem)
{
    const X509Certificate certificate = certificate_from_der(certificate_der);
    if (!certificate)
        fail("shares_key: the certificate");
    const X509Request request = first_request(request_pem);
    EVP_PKEY* key = request ? X509_REQ_get0_pubkey(request.get()) : nullptr;
    const bool same = key != nullptr && EVP_PKEY_eq(X509_get0_pubkey(certificate.get()), key) == 1;
    ERR_clear_error();
    return same;
}

} // namespace onshi::pki
