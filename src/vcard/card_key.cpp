#include "vcard/authority.h"
#include "vcard/certificate_making.h"

#include "pki/x509_fields.h"

#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace onshi::vcard {

using pki::require;

std::string new_card_key(int bits, unsigned exponent)
{
    using Context = std::unique_ptr<EVP_PKEY_CTX, pki::FreeWith<EVP_PKEY_CTX_free>>;
    const Context context(require(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr), "EVP_PKEY_CTX_new_from_name"));
    const pki::BigNumber e(require(BN_new(), "BN_new"));
    require(BN_set_word(e.get(), exponent), "BN_set_word");
    require(EVP_PKEY_keygen_init(context.get()), "EVP_PKEY_keygen_init");
    require(EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), bits), "EVP_PKEY_CTX_set_rsa_keygen_bits");
    require(EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context.get(), e.get()), "EVP_PKEY_CTX_set1_rsa_keygen_pubexp");
    EVP_PKEY* made = nullptr;
    require(EVP_PKEY_generate(context.get(), &made), "EVP_PKEY_generate");
    return pem_of(pki::Key(made).get());
}

std::string der_of(std::string_view certificate_pem)
{
    const auto certificate = pki::first_certificate(certificate_pem);
    return pki::der_form(require(certificate.get(), "der_of: the certificate"));
}

std::string public_half(std::string_view key_pem)
{
    const auto key = pki::private_key(key_pem);
    const pki::Bio out = pki::writer();
    require(PEM_write_bio_PUBKEY(out.get(), require(key.get(), "public_half: the key")), "PEM_write_bio_PUBKEY");
    return pki::text_of(out);
}

std::string sign(std::string_view key_pem, std::string_view text)
{
    const auto key = pki::private_key(key_pem);
    const pki::HashContext context(require(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    require(EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr,
                                  require(key.get(), "sign: the key"), nullptr),
            "EVP_DigestSignInit_ex");
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t size = 0;
    require(EVP_DigestSign(context.get(), nullptr, &size, bytes, text.size()), "EVP_DigestSign");
    std::string signature(size, '\0');
    require(
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes, text.size()),
        "EVP_DigestSign");
    signature.resize(size);
    return signature;
}

} // namespace onshi::vcard
