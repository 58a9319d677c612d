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
    case AuditEvent::bulk_numbers_registered:
        return "bulk_numbers_registered";
    case AuditEvent::bulk_result_fetched:
        return "bulk_result_fetched";
    }
    return "unknown";
}

} // namespace onshi::domain
