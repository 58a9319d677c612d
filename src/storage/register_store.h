#pragma once

#include "base/date.h"
#include "domain/registers.h"
#include "storage/database.h"

#include <optional>
#include <string>

/// The registers of insurers and facilities, and the mark that says how far the register's knowledge reaches.
/// All stores are views on one transaction and live no longer than it.
namespace onshi::storage {

/// What putting a fact did.
enum class Put { added, changed, unchanged };

class RegisterCache;

class RegisterStore
{
public:
    /// `cache`: of this thread, and begun for this snapshot; null in transactions that change something.
    explicit RegisterStore(Transaction& transaction, RegisterCache* cache = nullptr)
        : transaction_(transaction)
        , cache_(cache)
    {
    }

    /// As known when knowledge reached `known_through`.
    [[nodiscard]] std::optional<domain::Insurer> insurer(const domain::InsurerNumber&, base::Instant known_through);
    [[nodiscard]] std::optional<domain::Facility> facility(const domain::FacilityCode&, base::Instant known_through);

    /// The rule tables that answers were given from at that moment; none before the first server start.
    struct RuleBook
    {
        std::string hash;    ///< SHA-256, hex
        std::string version; ///< of the program that brought them
    };
    [[nodiscard]] std::optional<RuleBook> rule_book(base::Instant known_through);
    Put put(const RuleBook&, base::Instant recorded_at);

    Put put(const domain::Insurer&, base::Instant recorded_at);
    Put put(const domain::Facility&, base::Instant recorded_at);

    /// Read in a snapshot, this is exactly what the snapshot holds: facts with recorded_at up to it and no other, and
    /// the certificates of that moment.
    [[nodiscard]] base::Instant known_through();
    /// A recorded_at for this write transaction: `now`, or just after the last one if the clock has not moved on.
    [[nodiscard]] base::Instant advance(base::Instant now);

private:
    std::optional<domain::Insurer> read_insurer(const domain::InsurerNumber&, base::Instant known_through);
    std::optional<domain::Facility> read_facility(const domain::FacilityCode&, base::Instant known_through);

    Transaction& transaction_;
    RegisterCache* cache_;
};

} // namespace onshi::storage
