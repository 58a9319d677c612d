#pragma once

#include "base/date.h"
#include "domain/caller.h"
#include "storage/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onshi::storage {

/// One person at a holder of certificates, as kept.
struct StaffRow
{
    std::string id; ///< UUID version 7
    domain::CallerClass cls{};
    std::string holder;
    std::string login; ///< empty until it is chosen
    std::string name;
    domain::StaffRole role{};
    bool locked = false;
    std::string password; ///< argon2id; empty until it is chosen
    std::string totp;     ///< sealed secret; empty without an authenticator
    std::int64_t totp_step = 0;
    std::int64_t failures = 0; ///< in a row
    base::Instant wait_until{};
};

struct PasskeyRow
{
    std::string credential; ///< its id, bytes
    std::string member;
    std::string public_key; ///< DER
    std::int64_t counter = 0;
};

/// The members, and what they are recognised by.
class StaffStore
{
public:
    explicit StaffStore(Transaction& transaction)
        : transaction_(transaction)
    {
    }

    /// Throws base::Fault(duplicate) if the holder has a member with that login: ask by_login before.
    void add(const StaffRow&);
    /// All but id, class and holder as given. The same fault.
    void update(const StaffRow&);
    [[nodiscard]] std::optional<StaffRow> by_id(std::string_view id);
    [[nodiscard]] std::optional<StaffRow> by_login(domain::CallerClass, std::string_view holder,
                                                   std::string_view login);
    /// In the order of their making.
    [[nodiscard]] std::vector<StaffRow> of_holder(domain::CallerClass, std::string_view holder);
    void each(const std::function<void(const StaffRow&)>&);

    void add(const PasskeyRow&);
    [[nodiscard]] std::optional<PasskeyRow> passkey(std::string_view credential);
    [[nodiscard]] std::vector<PasskeyRow> passkeys_of(std::string_view member);
    void count(std::string_view credential, std::int64_t counter);
    void drop_passkeys_of(std::string_view member);

private:
    Transaction& transaction_;
};

} // namespace onshi::storage
