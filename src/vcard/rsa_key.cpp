#include "vcard/rsa_key.h"

#include "pki/openssl_handles.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace onshi::vcard {

namespace {

using KeyContext = std::unique_ptr<EVP_PKEY_CTX, pki::FreeWith<EVP_PKEY_CTX_free>>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, pki::FreeWith<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, pki::FreeWith<OSSL_PARAM_free>>;

pki::Key read(std::string_view pem)
{
    if (auto key = pki::private_key(pem))
        return key;
    const auto in = pki::reader(pem);
    return pki::Key(pki::require(PEM_read_bio_PUBKEY(in.get(), nullptr, nullptr, nullptr), "PEM_read_bio_PUBKEY"));
}

pki::BigNumber number(card::ByteView bytes)
{
    return pki::BigNumber(pki::require(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr), "BN_bin2bn"));
}

card::Bytes number_of(EVP_PKEY* key, const char* name)
{
    BIGNUM* value = nullptr;
    pki::require(EVP_PKEY_get_bn_param(key, name, &value), "EVP_PKEY_get_bn_param");
    const pki::BigNumber owned(value);
    card::Bytes bytes(static_cast<std::size_t>(BN_num_bytes(value)));
    BN_bn2bin(value, bytes.data());
    return bytes;
}

} // namespace

struct RsaKey::Handle
{
    pki::Key key;
};

RsaKey::RsaKey(std::string_view pem)
    : handle_(std::make_unique<Handle>(read(pem)))
{
}

RsaKey::~RsaKey() = default;
RsaKey::RsaKey(RsaKey&&) noexcept = default;
RsaKey& RsaKey::operator=(RsaKey&&) noexcept = default;

RsaKey::RsaKey(card::ByteView modulus, card::ByteView exponent)
{
    const auto n = number(modulus), e = number(exponent);
    const ParameterBuilder builder(pki::require(OSSL_PARAM_BLD_new(), "OSSL_PARAM_BLD_new"));
    pki::require(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()), "OSSL_PARAM_BLD_push_BN");
    pki::require(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()), "OSSL_PARAM_BLD_push_BN");
    const Parameters parameters(pki::require(OSSL_PARAM_BLD_to_param(builder.get()), "OSSL_PARAM_BLD_to_param"));
    const KeyContext context(
        pki::require(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr), "EVP_PKEY_CTX_new_from_name"));
    pki::require(EVP_PKEY_fromdata_init(context.get()), "EVP_PKEY_fromdata_init");
    EVP_PKEY* key = nullptr;
    pki::require(EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()), "EVP_PKEY_fromdata");
    handle_ = std::make_unique<Handle>(pki::Key(key));
}

card::Bytes RsaKey::sign_raw(card::ByteView bytes) const
{
    const KeyContext context(pki::require(EVP_PKEY_CTX_new(handle_->key.get(), nullptr), "EVP_PKEY_CTX_new"));
    pki::require(EVP_PKEY_sign_init(context.get()), "EVP_PKEY_sign_init");
    pki::require(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING), "EVP_PKEY_CTX_set_rsa_padding");
    card::Bytes signature(static_cast<std::size_t>(EVP_PKEY_get_size(handle_->key.get())));
    auto size = signature.size();
    pki::require(EVP_PKEY_sign(context.get(), signature.data(), &size, bytes.data(), bytes.size()), "EVP_PKEY_sign");
    signature.resize(size);
    return signature;
}

card::Bytes RsaKey::sign(card::ByteView message) const
{
    const pki::HashContext context(pki::require(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    pki::require(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, handle_->key.get()),
                 "EVP_DigestSignInit");
    card::Bytes signature(static_cast<std::size_t>(EVP_PKEY_get_size(handle_->key.get())));
    auto size = signature.size();
    pki::require(EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()),
                 "EVP_DigestSign");
    signature.resize(size);
    return signature;
}

bool RsaKey::verify(card::ByteView message, card::ByteView signature) const
{
    const pki::HashContext context(pki::require(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    pki::require(EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, handle_->key.get()),
                 "EVP_DigestVerifyInit");
    const bool good =
        EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
    ERR_clear_error();
    return good;
}

card::Bytes RsaKey::modulus() const { return number_of(handle_->key.get(), OSSL_PKEY_PARAM_RSA_N); }

card::Bytes RsaKey::exponent() const { return number_of(handle_->key.get(), OSSL_PKEY_PARAM_RSA_E); }

} // namespace onshi::vcard
