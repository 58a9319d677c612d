#pragma once

#include "base/date.h"
#include "domain/audit_event.h"
#include "domain/caller.h"

#include <cstdint>
#include <optional>
#include <string>

/// One line of the record (利用履歴・監査). doc/audit-events.md says which events there are, doc/formats/audit-leaf.md
/// how the leaf hash is made. Holds no personal data in clear but the person's id.
namespace onshi::domain {

struct AuditEntry
{
    std::string answer_id; ///< UUID version 7
    base::Instant at{};
    AuditEvent event{};
    Caller caller;
    int outcome = 0;               ///< of a check: 資格有効性 1 to 5; otherwise 0
    std::string details;           ///< "key=value key=value", nothing personal
    base::Instant known_through{}; ///< how far the register's knowledge reached when the answer was made
    std::string idempotency_key;   ///< as the caller gave it; empty if none
    std::optional<std::int64_t> person;

    // Bytes, not text.
    std::string salt;               ///< 16 random bytes
    std::string person_commitment;  ///< HMAC-SHA-256(salt, person's id); empty without a person
    std::string request_commitment; ///< HMAC-SHA-256(salt, what was asked)
    std::string rule_book;          ///< SHA-256 over the rule tables in force
    std::string leaf_hash;          ///< SHA-256, see above
};

/// How a check was asked for (照会区分, OQSCD002).
enum class Means : std::uint8_t { card = 1, certificate = 2 };

/// One count of the usage statistics.
struct Usage
{
    base::Date day;       ///< in Japan
    std::string facility; ///< ten digits
    Means means = Means::certificate;
    int validity = 0;

    auto operator<=>(const Usage&) const = default;
};

} // namespace onshi::domain
