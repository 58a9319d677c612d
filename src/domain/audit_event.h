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
    card_authenticated = 30,
    card_refused = 31,
    card_registered = 32,
    card_checked = 33,
    consent_withdrawn = 34,
    cards_imported = 35,
    consent_offer_changed = 36,
    bulk_numbers_registered = 45,
    bulk_result_fetched = 46,
    staff_code_issued = 50,
    staff_code_used = 51,
    staff_password_accepted = 52,
    staff_refused = 53,
    staff_locked_out = 54,
    staff_factor_enrolled = 55,
    staff_signed_in = 56,
    staff_signed_out = 57,
    staff_member_added = 58,
    staff_member_changed = 59,
    staff_session_refused = 60,
    staff_listed = 61,
};

[[nodiscard]] const char* name_of(AuditEvent);

} // namespace onshi::domain
