#include "support/software_authenticator.h"

#include "base/fault.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>

#include <array>
#include <vector>

namespace onshi::test {

namespace {

/// The head of a CBOR item of fewer than 65,536 (major type, length or value).
std::string head(int major, std::size_t value)
{
    const auto first = static_cast<char>(major << 5);
    if (value < 24)
        return {static_cast<char>(first + static_cast<char>(value))};
    if (value < 256)
        return {static_cast<char>(first + 24), static_cast<char>(value)};
    return {static_cast<char>(first + 25), static_cast<char>(value >> 8), static_cast<char>(value)};
}

std::string number(int value)
{
    return value >= 0 ? head(0, static_cast<std::size_t>(value)) : head(1, static_cast<std::size_t>(-1 - value));
}
std::string text(const std::string& value) { return head(3, value.size()) + value; }
std::string bytes(const std::string& value) { return head(2, value.size()) + value; }

std::string sha256(const std::string& message)
{
    std::array<unsigned char, 32> digest{};
    ::SHA256(reinterpret_cast<const unsigned char*>(message.data()), message.size(), digest.data());
    return {digest.begin(), digest.end()};
}

std::string number_of(EVP_PKEY* key, const char* name, int size)
{
    BIGNUM* value = nullptr;
    ONSHI_CHECK(EVP_PKEY_get_bn_param(key, name, &value) == 1);
    std::string out(static_cast<std::size_t>(size > 0 ? size : BN_num_bytes(value)), '\0');
    BN_bn2binpad(value, reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(out.size()));
    BN_free(value);
    return out;
}

} // namespace

SoftwareAuthenticator::SoftwareAuthenticator(Algorithm algorithm)
    : algorithm_(algorithm)
    , key_(algorithm == Algorithm::es256 ? EVP_EC_gen("P-256") : EVP_RSA_gen(2048), &EVP_PKEY_free)
{
    ONSHI_CHECK(key_ != nullptr);
}

SoftwareAuthenticator::Created SoftwareAuthenticator::create(const std::string& challenge) const
{
    const auto length = id.size();
    const auto data = authenticator_data(static_cast<std::uint8_t>(flags | 0x40)) + std::string(16, '\0') +
                      static_cast<char>(length >> 8) + static_cast<char>(length) + id + cose_key();
    const auto client = client_data(type_of_create, challenge);
    std::string statement = head(5, 0);
    if (format == "packed")
        statement = head(5, 2) + text("alg") + number(algorithm_ == Algorithm::es256 ? -7 : -257) + text("sig") +
                    bytes(sign(data + sha256(client)));
    return {client,
            head(5, 3) + text("fmt") + text(format) + text("attStmt") + statement + text("authData") + bytes(data)};
}

SoftwareAuthenticator::Answered SoftwareAuthenticator::get(const std::string& challenge)
{
    ++counter;
    const auto client = client_data(type_of_get, challenge);
    const auto data = authenticator_data(flags);
    return {client, data, sign(data + sha256(client))};
}

std::string SoftwareAuthenticator::authenticator_data(std::uint8_t with_flags) const
{
    std::string data = sha256(site);
    data.push_back(static_cast<char>(with_flags));
    for (int shift = 24; shift >= 0; shift -= 8)
        data.push_back(static_cast<char>(counter >> shift));
    return data;
}

std::string SoftwareAuthenticator::client_data(const std::string& type, const std::string& challenge) const
{
    return R"({"type":")" + type + R"(","challenge":")" + challenge + R"(","origin":")" + origin +
           R"(","crossOrigin":)" + (cross_origin ? "true" : "false") + "}";
}

std::string SoftwareAuthenticator::cose_key() const
{
    if (algorithm_ == Algorithm::rs256)
        return head(5, 4) + number(1) + number(3) + number(3) + number(-257) + number(-1) +
               bytes(number_of(key_.get(), OSSL_PKEY_PARAM_RSA_N, 0)) + number(-2) +
               bytes(number_of(key_.get(), OSSL_PKEY_PARAM_RSA_E, 0));
    return head(5, 5) + number(1) + number(2) + number(3) + number(-7) + number(-1) + number(1) + number(-2) +
           bytes(number_of(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X, 32)) + number(-3) +
           bytes(number_of(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y, 32));
}

std::string SoftwareAuthenticator::sign(const std::string& message) const
{
    const std::shared_ptr<EVP_MD_CTX> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    const auto* data = reinterpret_cast<const unsigned char*>(message.data());
    std::size_t size = 0;
    ONSHI_CHECK(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1);
    ONSHI_CHECK(EVP_DigestSign(context.get(), nullptr, &size, data, message.size()) == 1);
    std::string signature(size, '\0');
    ONSHI_CHECK(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, data,
                               message.size()) == 1);
    signature.resize(size);
    return signature;
}

} // namespace onshi::test
