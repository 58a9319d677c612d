#pragma once

#include "base/environment.h"
#include "domain/audit_entry.h"

#include <optional>
#include <string>
#include <vector>

namespace onshi::storage {
class AuditStore;
class CardStore;
class CertificateStore;
class ConsentStore;
class CorrectionStore;
class CoverageStore;
class FeedStore;
class RegisterStore;
class StaffAccessStore;
class StaffStore;
} // namespace onshi::storage

namespace onshi::usecase {

/// What one use case sees and does: the stores of one transaction, and the lines it puts on the record. The record and
/// the figures reach the disk together with its changes, or neither does. One thread; lives as long as its transaction.
class UnitOfWork
{
public:
    struct Stores
    {
        storage::CoverageStore& coverages;
        storage::RegisterStore& registers;
        storage::CertificateStore& certificates;
        storage::AuditStore& audits;
        storage::FeedStore& feeds;
        storage::CorrectionStore& corrections;
        storage::CardStore& cards;
        storage::ConsentStore& consents;
        storage::StaffStore& staff;
        storage::StaffAccessStore& staff_access;
    };

    /// `known_through`: of the snapshot, if it was read already.
    UnitOfWork(const base::Environment& outside, Stores stores, const std::string& rules,
               std::optional<base::Instant> known_through = std::nullopt)
        : environment(outside)
        , coverages(stores.coverages)
        , registers(stores.registers)
        , certificates(stores.certificates)
        , audits(stores.audits)
        , feeds(stores.feeds)
        , corrections(stores.corrections)
        , cards(stores.cards)
        , consents(stores.consents)
        , staff(stores.staff)
        , staff_access(stores.staff_access)
        , rule_book(rules)
        , known_through_(known_through)
    {
    }

    const base::Environment& environment;
    storage::CoverageStore& coverages;
    storage::RegisterStore& registers;
    storage::CertificateStore& certificates;
    storage::AuditStore& audits;
    storage::FeedStore& feeds;
    storage::CorrectionStore& corrections;
    storage::CardStore& cards;
    storage::ConsentStore& consents;
    storage::StaffStore& staff;
    storage::StaffAccessStore& staff_access;
    const std::string& rule_book; ///< SHA-256 bytes over the rule tables in force

    /// How far the knowledge of this snapshot reaches.
    [[nodiscard]] base::Instant known_through();
    /// The recorded_at of what this unit changes; the same for all of it. Only inside Desk::write.
    [[nodiscard]] base::Instant recorded_at();

    /// Puts a line on the record. A unit that records nothing changes nothing: Desk::write rolls it back, unless it
    /// says keep(), which is for the steps of something that is put on the record as a whole.
    void record(domain::AuditEntry entry) { entries.push_back(std::move(entry)); }
    void keep() { kept = true; }
    void count(domain::Usage usage) { usages.push_back(std::move(usage)); }

    std::vector<domain::AuditEntry> entries; ///< what was recorded so far
    std::vector<domain::Usage> usages;
    bool kept = false;

private:
    std::optional<base::Instant> known_through_, recorded_at_;
};

} // namespace onshi::usecase
