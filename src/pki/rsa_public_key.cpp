#include "pki/rsa_public_key.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>

namespace onshi::pki {

namespace {

using ParamBuild = std::unique_ptr<OSSL_PARAM_BLD, FreeWith<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, FreeWith<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>>;

constexpr std::size_t longest_modulus = 1024, longest_exponent = 8; // bytes
constexpr int least_bits = 2048;

BigNumber number(std::string_view bytes)
{
    return BigNumber(require(
        BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()), nullptr),
        "BN_bin2bn"));
}

} // namespace

Key rsa_public_key(std::string_view modulus, std::string_view exponent)
{
    if (modulus.size() > longest_modulus || exponent.size() > longest_exponent)
        return nullptr;
    const auto n = number(modulus), e = number(exponent);
    if (BN_num_bits(n.get()) < least_bits || BN_num_bits(e.get()) < 2)
        return nullptr;
    const ParamBuild build(require(OSSL_PARAM_BLD_new(), "OSSL_PARAM_BLD_new"));
    require(OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_N, n.get()), "modulus");
    require(OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_E, e.get()), "exponent");
    const Params params(require(OSSL_PARAM_BLD_to_param(build.get()), "OSSL_PARAM_BLD_to_param"));
    const KeyContext context(
        require(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr), "EVP_PKEY_CTX_new_from_name"));
    require(EVP_PKEY_fromdata_init(context.get()), "EVP_PKEY_fromdata_init");
    EVP_PKEY* key = nullptr;
    if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        ERR_clear_error();
    return Key(key);
}

} // namespace onshi::pki
