#include "pki/sealed.h"

#include "base/fault.h"
#include "pki/openssl_handles.h"

#include <openssl/err.h>

#include <memory>

namespace onshi::pki {

namespace {

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeWith<EVP_CIPHER_CTX_free>>;

constexpr char form = '1';
constexpr std::size_t nonce_bytes = 12, tag_bytes = 16;

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

CipherContext begun(std::string_view key, std::string_view nonce, std::string_view bound_to, int encrypt)
{
    if (key.size() != sealing_key_bytes)
        throw base::Fault(base::FaultCode::crypto, "the key that seals staff secrets is missing; see onshi staff key");
    CipherContext context(require(EVP_CIPHER_CTX_new(), "EVP_CIPHER_CTX_new"));
    require(EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes(key), bytes(nonce), encrypt),
            "EVP_CipherInit_ex");
    int size = 0;
    require(EVP_CipherUpdate(context.get(), nullptr, &size, bytes(bound_to), static_cast<int>(bound_to.size())),
            "EVP_CipherUpdate");
    return context;
}

std::string through(EVP_CIPHER_CTX* context, std::string_view text)
{
    std::string out(text.size(), '\0');
    int size = 0;
    require(EVP_CipherUpdate(context, bytes(out), &size, bytes(text), static_cast<int>(text.size())),
            "EVP_CipherUpdate");
    return out;
}

} // namespace

std::string sealed(base::Random& random, std::string_view key, std::string_view secret, std::string_view bound_to)
{
    const auto fresh = base::random_bytes<nonce_bytes>(random);
    const std::string nonce(fresh.begin(), fresh.end());
    const auto context = begun(key, nonce, bound_to, 1);
    auto text = through(context.get(), secret);
    int size = 0;
    std::string tag(tag_bytes, '\0');
    require(EVP_CipherFinal_ex(context.get(), bytes(tag), &size), "EVP_CipherFinal_ex");
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, tag.data()), "EVP_CTRL_GCM_GET_TAG");
    return form + nonce + text + tag;
}

std::optional<std::string> opened(std::string_view key, std::string_view box, std::string_view bound_to)
{
    if (box.size() < 1 + nonce_bytes + tag_bytes || box.front() != form)
        return std::nullopt;
    const auto nonce = box.substr(1, nonce_bytes);
    const auto text = box.substr(1 + nonce_bytes, box.size() - 1 - nonce_bytes - tag_bytes);
    std::string tag(box.substr(box.size() - tag_bytes));
    const auto context = begun(key, nonce, bound_to, 0);
    auto secret = through(context.get(), text);
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes, tag.data()), "EVP_CTRL_GCM_SET_TAG");
    int size = 0;
    unsigned char nothing = 0;
    if (EVP_CipherFinal_ex(context.get(), &nothing, &size) == 1)
        return secret;
    ERR_clear_error(); // or a later call on this thread would be taken to have failed
    return std::nullopt;
}

} // namespace onshi::pki
