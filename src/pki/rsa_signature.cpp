#include "pki/rsa_signature.h"

#include "pki/openssl_handles.h"

namespace onshi::pki {

std::string sign_rsa(std::string_view key, std::string_view text)
{
    const auto signer = private_key(key);
    if (!signer || EVP_PKEY_get_base_id(signer.get()) != EVP_PKEY_RSA)
        fail("private key");
    const HashContext context(require(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    require(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, signer.get()), "EVP_DigestSignInit");
    const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t length = 0;
    require(EVP_DigestSign(context.get(), nullptr, &length, bytes, text.size()), "EVP_DigestSign");
    std::string signature(length, '\0');
    require(
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, bytes, text.size()),
        "EVP_DigestSign");
    signature.resize(length);
    return signature;
}

} // namespace onshi::pki
