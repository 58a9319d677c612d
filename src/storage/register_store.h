#pragma once

#include "base/date.h"
#include "domain/intake.h"
#include "domain/registers.h"
#include "storage/database.h"

#include <functional>
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

    /// The insurer's last feed or file.
    [[nodiscard]] std::optional<domain::Intake> intake(const domain::InsurerNumber&, base::Instant known_through);
    [[nodiscard]] std::optional<base::Instant> first_received(const domain::InsurerNumber&);
    /// Of all intakes of the insurer that were received since then.
    [[nodiscard]] domain::DelayCounts delays(const domain::InsurerNumber&, base::Instant since);
    /// `delays`: of this intake alone. `last_entry`: of the record so far.
    void put(const domain::InsurerNumber&, const domain::Intake&, const domain::DelayCounts& delays,
             std::int64_t last_entry, base::Instant recorded_at);
    /// Every insurer in the order of the numbers, with its last intake.
    void each_insurer(const std::function<void(const domain::Insurer&, const std::optional<domain::Intake>&)>&);
    /// An entry of the record such that nothing up to it knew what was recorded at that moment; 0 if none is known.
    [[nodiscard]] std::int64_t entry_before(base::Instant recorded_at);

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
