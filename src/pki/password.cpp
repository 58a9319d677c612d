#include "pki/password.h"

#include "base/fault.h"

#include <sodium.h>

#include <array>

namespace onshi::pki {

namespace {

constexpr std::size_t hash_bytes = 32;

void expect_library()
{
    if (sodium_init() < 0)
        throw base::Fault(base::FaultCode::crypto, "libsodium did not start");
}

std::string base64(std::span<const std::uint8_t> bytes)
{
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    text.pop_back(); // the zero at its end
    return text;
}

std::string in_format(const PasswordCost& cost)
{
    return "$argon2id$v=19$m=" + std::to_string(cost.memory_kib) + ",t=" + std::to_string(cost.passes) + ",p=1$";
}

std::string in_format(const PasswordCost& cost, std::span<const std::uint8_t> salt, std::span<const std::uint8_t> hash)
{
    return in_format(cost) + base64(salt) + "$" + base64(hash);
}

/// One of the places at work, for as long as it lives.
class Turn
{
public:
    explicit Turn(std::counting_semaphore<>& free)
        : free_(free)
    {
        free_.acquire();
    }
    ~Turn() { free_.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

private:
    std::counting_semaphore<>& free_;
};

} // namespace

PasswordHasher::PasswordHasher(base::Random& random, const PasswordCost& cost, int at_once)
    : random_(random)
    , cost_(cost)
    , free_(at_once)
{
    expect_library();
}

std::string PasswordHasher::hash(std::string_view password)
{
    const auto salt = base::random_bytes<crypto_pwhash_argon2id_SALTBYTES>(random_);
    std::array<std::uint8_t, hash_bytes> hash{};
    const Turn turn(free_);
    if (crypto_pwhash_argon2id(hash.data(), hash.size(), password.data(), password.size(), salt.data(), cost_.passes,
                               std::size_t{cost_.memory_kib} * 1024, crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
        throw base::Fault(base::FaultCode::crypto, "argon2id: no memory, or a cost out of its range");
    return in_format(cost_, salt, hash);
}

bool PasswordHasher::matches(std::string_view hash, std::string_view password)
{
    const std::string text(hash);
    const Turn turn(free_);
    return text.size() < crypto_pwhash_argon2id_STRBYTES &&
           crypto_pwhash_argon2id_str_verify(text.c_str(), password.data(), password.size()) == 0;
}

bool PasswordHasher::is_outdated(std::string_view hash) const { return !hash.starts_with(in_format(cost_)); }

std::string PasswordHasher::nobodys() const
{
    // That some password had all bits zero is as likely as that it were guessed.
    constexpr std::array<std::uint8_t, crypto_pwhash_argon2id_SALTBYTES> salt{};
    constexpr std::array<std::uint8_t, hash_bytes> hash{};
    return in_format(cost_, salt, hash);
}

} // namespace onshi::pki
