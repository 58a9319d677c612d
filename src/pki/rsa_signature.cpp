#include "pki/rsa_signature.h"

#include "pki/openssl_handles.h"
#include "pki/rsa_public_key.h"

#include <openssl/err.h>
#include <openssl/pem.h>

namespace onshi::pki {

namespace {

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

bool is_signed(EVP_PKEY* key, std::string_view text, std::string_view signature)
{
    const HashContext context(require(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    require(EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key), "EVP_DigestVerifyInit");
    const bool good =
        EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(text), text.size()) == 1;
    ERR_clear_error();
    return good;
}

} // namespace

std::string sign_rsa(std::string_view key, std::string_view text)
{
    const auto signer = private_key(key);
    if (!signer || EVP_PKEY_get_base_id(signer.get()) != EVP_PKEY_RSA)
        fail("private key");
    const HashContext context(require(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    require(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, signer.get()), "EVP_DigestSignInit");
    std::size_t length = 0;
    require(EVP_DigestSign(context.get(), nullptr, &length, bytes(text), text.size()), "EVP_DigestSign");
    std::string signature(length, '\0');
    require(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, bytes(text),
                           text.size()),
            "EVP_DigestSign");
    signature.resize(length);
    return signature;
}

bool verify_rsa(std::string_view key, std::string_view text, std::string_view signature)
{
    const auto in = reader(key);
    const Key read(PEM_read_bio_PUBKEY(in.get(), nullptr, nullptr, nullptr));
    if (!read || EVP_PKEY_get_base_id(read.get()) != EVP_PKEY_RSA)
        fail("public key");
    return is_signed(read.get(), text, signature);
}

bool verify_rsa(const RsaNumbers& key, std::string_view text, std::string_view signature)
{
    const auto read = rsa_public_key(key.modulus, key.exponent);
    return read && is_signed(read.get(), text, signature);
}

} // namespace onshi::pki
