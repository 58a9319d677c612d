#pragma once

#include "domain/audit_entry.h"
#include "storage/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace onshi::storage {

/// The record and the figures counted with it. Append only: there is no statement here that changes an entry.
class AuditStore
{
public:
    explicit AuditStore(Transaction& transaction)
        : transaction_(transaction)
    {
    }

    /// Appends all that can be: false for an entry whose caller has used its idempotency key before. Many at once are
    /// cheaper than one by one.
    std::vector<bool> append(std::span<const domain::AuditEntry* const>);
    /// One. Throws base::Fault(duplicate) if this caller has used the idempotency key before.
    void append(const domain::AuditEntry&);
    /// The entry that this caller's key was used for.
    [[nodiscard]] std::optional<domain::AuditEntry> by_key(std::string_view caller_id, std::string_view key);
    /// All entries in the order in which they were recorded.
    void each(const std::function<void(const domain::AuditEntry&)>&);

    /// Adds each to its figure; equal ones cost one statement together.
    void count(std::span<const domain::Usage>, std::string_view server_id);
    /// Sum over all servers and facilities of one day; for tests and the coming statistics.
    [[nodiscard]] std::int64_t counted(base::Date day, domain::Means, int validity);

private:
    Transaction& transaction_;
};

} // namespace onshi::storage
