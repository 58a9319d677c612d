#include "domain/audit_event.h"

namespace onshi::domain {

const char* name_of(AuditEvent event)
{
    switch (event) {
    case AuditEvent::eligibility_checked:
        return "eligibility_checked";
    case AuditEvent::other_facility_refused:
        return "other_facility_refused";
    case AuditEvent::certificate_enrolled:
        return "certificate_enrolled";
    case AuditEvent::certificate_revoked:
        return "certificate_revoked";
    case AuditEvent::enrolment_code_issued:
        return "enrolment_code_issued";
    case AuditEvent::coverage_imported:
        return "coverage_imported";
    case AuditEvent::insurers_imported:
        return "insurers_imported";
    case AuditEvent::facilities_imported:
        return "facilities_imported";
    case AuditEvent::certificate_renewed:
        return "certificate_renewed";
    case AuditEvent::facility_settings_changed:
        return "facility_settings_changed";
    case AuditEvent::answer_reproduced:
        return "answer_reproduced";
    case AuditEvent::reference_number_registered:
        return "reference_number_registered";
    case AuditEvent::coverage_exported:
        return "coverage_exported";
    case AuditEvent::feed_received:
        return "feed_received";
    case AuditEvent::feed_accepted:
        return "feed_accepted";
    case AuditEvent::feed_refused:
        return "feed_refused";
    case AuditEvent::feed_begun:
        return "feed_begun";
    case AuditEvent::database_backed_up:
        return "database_backed_up";
    case AuditEvent::feed_quarantined:
        return "feed_quarantined";
    case AuditEvent::quarantine_accepted:
        return "quarantine_accepted";
    case AuditEvent::quarantine_refused:
        return "quarantine_refused";
    case AuditEvent::row_held:
        return "row_held";
    case AuditEvent::quarantine_seen:
        return "quarantine_seen";
    case AuditEvent::corrections_listed:
        return "corrections_listed";
    case AuditEvent::corrections_published:
        return "corrections_published";
    case AuditEvent::corrections_fetched:
        return "corrections_fetched";
    case AuditEvent::card_authenticated:
        return "card_authenticated";
    case AuditEvent::card_refused:
        return "card_refused";
    case AuditEvent::card_registered:
        return "card_registered";
    case AuditEvent::card_checked:
        return "card_checked";
    case AuditEvent::consent_withdrawn:
        return "consent_withdrawn";
    case AuditEvent::cards_imported:
        return "cards_imported";
    case AuditEvent::consent_offer_changed:
        return "consent_offer_changed";
    case AuditEvent::staff_code_issued:
        return "staff_code_issued";
    case AuditEvent::staff_code_used:
        return "staff_code_used";
    case AuditEvent::staff_password_accepted:
        return "staff_password_accepted";
    case AuditEvent::staff_refused:
        return "staff_refused";
    case AuditEvent::staff_locked_out:
        return "staff_locked_out";
    case AuditEvent::staff_factor_enrolled:
        return "staff_factor_enrolled";
    case AuditEvent::staff_signed_in:
        return "staff_signed_in";
    case AuditEvent::staff_signed_out:
        return "staff_signed_out";
    case AuditEvent::staff_member_added:
        return "staff_member_added";
    case AuditEvent::staff_member_changed:
        return "staff_member_changed";
    case AuditEvent::staff_session_refused:
        return "staff_session_refused";
    case AuditEvent::staff_listed:
        return "staff_listed";
    case AuditEvent::bulk_numbers_registered:
        return "bulk_numbers_registered";
    case AuditEvent::bulk_result_fetched:
        return "bulk_result_fetched";
    }
    return "unknown";
}

} // namespace onshi::domain
