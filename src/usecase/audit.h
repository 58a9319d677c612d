#pragma once

#include "usecase/unit_of_work.h"

#include <optional>
#include <string_view>

namespace onshi::usecase {

struct Recorded
{
    domain::AuditEvent event{};
    int outcome = 0;
    std::optional<std::int64_t> person;
    std::string_view request;         ///< what was asked, as received; only a salted commitment of it is kept
    std::string_view idempotency_key; ///< empty if none
    std::string details;              ///< nothing personal; "staff=ID role=ROLE" come before it by themselves
};

/// A line for the record: time, answer id and salt from the environment, who from the caller, the commitments and the
/// leaf hash over the whole (doc/formats/audit-leaf.md).
[[nodiscard]] domain::AuditEntry make_entry(UnitOfWork&, const domain::Caller&, Recorded);

/// Puts on the record that a message named a facility other than its caller's, and gives the refusal.
[[nodiscard]] domain::Rejection refuse_other_facility(UnitOfWork&, const domain::Caller&,
                                                      const domain::FacilityCode& named, std::string_view message);

/// The commitment that an entry with this salt makes to these bytes.
[[nodiscard]] std::string commitment(std::string_view salt, std::string_view bytes);

/// SHA-256 over the canonical bytes of the entry, whatever its leaf_hash says; to make it and to verify it.
[[nodiscard]] std::string leaf_hash(const domain::AuditEntry&);

} // namespace onshi::usecase
