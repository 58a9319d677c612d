#pragma once

#include "base/date.h"
#include "storage/database.h"

#include <optional>
#include <string>
#include <string_view>

namespace onshi::storage {

/// Between password and second factor.
struct TicketRow
{
    std::string token_hash; ///< SHA-256 of what the terminal has, hex
    std::string member;
    std::string certificate; ///< serial
    base::Instant expires_at{};
    std::string totp;      ///< sealed secret that was shown and is not yet confirmed; empty without one
    std::string challenge; ///< for a passkey, base64url; empty without one
};

struct SessionRow
{
    std::string token_hash;
    std::string member;
    std::string certificate;
    base::Instant seen_at{};
    base::Instant ends_at{}; ///< at the latest
    std::string challenge;   ///< for a passkey that is being registered
};

/// What lives for days, minutes and hours: one-time codes, tickets, sessions. Of each only a hash is kept.
class StaffAccessStore
{
public:
    explicit StaffAccessStore(Transaction& transaction)
        : transaction_(transaction)
    {
    }

    void add_code(std::string_view code_hash, std::string_view member, base::Instant expires_at);
    /// The member that an unused code stands for; none if it is unknown or has expired at `now`.
    [[nodiscard]] std::optional<std::string> member_of_code(std::string_view code_hash, base::Instant now);

    void add(const TicketRow&);
    [[nodiscard]] std::optional<TicketRow> ticket(std::string_view token_hash);
    /// Secret and challenge as given.
    void update(const TicketRow&);

    void add(const SessionRow&);
    [[nodiscard]] std::optional<SessionRow> session(std::string_view token_hash);
    void see(std::string_view token_hash, base::Instant at); ///< never sets it back
    void challenge(std::string_view token_hash, std::string_view challenge);

    void drop_session(std::string_view token_hash);
    void drop_codes_of(std::string_view member);
    void drop_tickets_of(std::string_view member);
    void drop_sessions_of(std::string_view member);
    /// All that has expired.
    void forget_before(base::Instant now);

private:
    Transaction& transaction_;
};

} // namespace onshi::storage
