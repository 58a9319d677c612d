#pragma once

#include "base/environment.h"

#include <cstdint>
#include <semaphore>
#include <string>
#include <string_view>

/// Passwords as they are kept: argon2id (RFC 9106) by libsodium. Each call takes tens of milliseconds and the memory of
/// its cost: call it on a thread that nobody else waits for. Throws base::Fault(crypto) if the memory is not there.
namespace onshi::pki {

/// What one guess costs, for us and for whoever has stolen the database.
struct PasswordCost
{
    std::uint32_t memory_kib = 65'536; ///< at least 8
    std::uint32_t passes = 2;          ///< at least 1
    bool operator==(const PasswordCost&) const = default;
};

/// "$argon2id$v=19$m=65536,t=2,p=1$SALT$HASH": the PHC string format, which names algorithm and cost.
class PasswordHasher
{
public:
    /// `at_once`: hashes that may be worked on side by side; more wait. It bounds memory and processors, so that a
    /// crowd of sign-ins takes neither from the checks. `random` outlives the hasher. Any thread.
    PasswordHasher(base::Random& random, const PasswordCost& cost, int at_once = 2);

    [[nodiscard]] std::string hash(std::string_view password);
    [[nodiscard]] bool matches(std::string_view hash, std::string_view password);
    /// True if the hash was made with another cost: then hash the password again while it is there.
    [[nodiscard]] bool is_outdated(std::string_view hash) const;
    /// The hash of no password, which takes as long to compare as any other.
    [[nodiscard]] std::string nobodys() const;

private:
    base::Random& random_;
    const PasswordCost cost_;
    std::counting_semaphore<> free_;
};

} // namespace onshi::pki
