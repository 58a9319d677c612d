#include "pki/digest.h"

#include "pki/openssl_handles.h"

#include <openssl/core_names.h>

namespace onshi::pki {

namespace {

// Fetched once: looking an algorithm up by name costs more than hashing 300 bytes.
const EVP_MD* sha256_method()
{
    static const HashMethod method(require(EVP_MD_fetch(nullptr, "SHA256", nullptr), "EVP_MD_fetch"));
    return method.get();
}

EVP_MD_CTX* hash_context()
{
    thread_local const HashContext context(require(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    return context.get();
}

MacContext keyless_hmac()
{
    static const MacMethod method(require(EVP_MAC_fetch(nullptr, "HMAC", nullptr), "EVP_MAC_fetch"));
    MacContext context(require(EVP_MAC_CTX_new(method.get()), "EVP_MAC_CTX_new"));
    std::string hash = "SHA256";
    const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, hash.data(), 0),
                                OSSL_PARAM_construct_end()};
    require(EVP_MAC_CTX_set_params(context.get(), parameters.data()), "EVP_MAC_CTX_set_params");
    return context;
}

EVP_MAC_CTX* hmac_context()
{
    thread_local const MacContext context = keyless_hmac();
    return context.get();
}

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

} // namespace

Sha256::Sha256()
    : context_(require(EVP_MD_CTX_new(), "EVP_MD_CTX_new"))
{
    require(EVP_DigestInit_ex2(context_, sha256_method(), nullptr), "EVP_DigestInit_ex2");
}

Sha256::~Sha256() { EVP_MD_CTX_free(context_); }

void Sha256::update(std::string_view piece)
{
    require(EVP_DigestUpdate(context_, piece.data(), piece.size()), "EVP_DigestUpdate");
}

Digest Sha256::finish()
{
    Digest digest{};
    require(EVP_DigestFinal_ex(context_, digest.data(), nullptr), "EVP_DigestFinal_ex");
    return digest;
}

Digest sha256(std::initializer_list<std::string_view> parts)
{
    const auto* method = sha256_method();
    auto* context = hash_context();
    Digest digest{};
    require(EVP_DigestInit_ex2(context, method, nullptr), "EVP_DigestInit_ex2");
    for (const auto part : parts)
        require(EVP_DigestUpdate(context, part.data(), part.size()), "EVP_DigestUpdate");
    require(EVP_DigestFinal_ex(context, digest.data(), nullptr), "EVP_DigestFinal_ex");
    return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view message)
{
    // To EVP_MAC_init a null key means "the key of last time", which an empty view must not mean.
    const auto* key_bytes = key.empty() ? bytes("") : bytes(key);
    auto* context = hmac_context();
    Digest digest{};
    require(EVP_MAC_init(context, key_bytes, key.size(), nullptr), "EVP_MAC_init");
    require(EVP_MAC_update(context, bytes(message), message.size()), "EVP_MAC_update");
    require(EVP_MAC_final(context, digest.data(), nullptr, digest.size()), "EVP_MAC_final");
    return digest;
}

std::string hex(std::string_view bytes)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4U];
        text += digits[byte & 0x0FU];
    }
    return text;
}

std::string hex(const Digest& digest) { return hex(bytes_of(digest)); }

} // namespace onshi::pki
