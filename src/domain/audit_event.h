#pragma once

#include <cstdint>
#include <optional>
#include <string>

/// The closed list of things that are put on the record. doc/audit-events.md is this list for readers.
namespace onshi::domain {

enum class AuditEvent : std::uint8_t {
    eligibility_checked = 1,
    other_facility_refused = 2,
    certificate_enrolled = 3,
    certificate_revoked = 4,
    enrolment_code_issued = 5,
    coverage_imported = 6,
    insurers_imported = 7,
    facilities_imported = 8,
    certificate_renewed = 9,
    facility_settings_changed = 10,
    answer_reproduced = 11,
    reference_number_registered = 12,
    coverage_exported = 13,
    feed_received = 14,
    feed_accepted = 15,
    feed_refused = 16,
    feed_begun = 17,
    database_backed_up = 18,
    feed_quarantined = 20,
    quarantine_accepted = 21,
    quarantine_refused = 22,
    row_held = 23,
    quarantine_seen = 24,
    corrections_listed = 25,
    corrections_published = 26,
    corrections_fetched = 27,
    bulk_numbers_registered = 45,
    bulk_result_fetched = 46,
};

[[nodiscard]] const char* name_of(AuditEvent);

} // namespace onshi::domain
