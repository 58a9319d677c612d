#include "domain/audit_event.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace onshi::domain {
namespace {

/// "| 1 | `eligibility_checked` | ..." for each row of the list for readers.
std::string documented()
{
    std::ifstream in(ONSHI_SOURCE_DIR "/doc/audit-events.md");
    std::string out;
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("| ") && line.find("| `") != std::string::npos)
            out += line.substr(0, line.find("` |") + 3) + "\n";
    return out;
}

TEST(AuditEvent, list_is_what_doc_audit_events_md_says)
{
    std::string list;
    for (int number = 1; number <= 255; ++number)
        if (std::string(name_of(static_cast<AuditEvent>(number))) != "unknown")
            list += "| " + std::to_string(number) + " | `" + name_of(static_cast<AuditEvent>(number)) + "` |\n";
    EXPECT_EQ(list, documented());
}

TEST(AuditEvent, numbers_are_kept_in_the_database_and_never_change)
{
    EXPECT_EQ(static_cast<int>(AuditEvent::eligibility_checked), 1);
    EXPECT_EQ(static_cast<int>(AuditEvent::other_facility_refused), 2);
    EXPECT_EQ(static_cast<int>(AuditEvent::certificate_enrolled), 3);
    EXPECT_EQ(static_cast<int>(AuditEvent::certificate_revoked), 4);
    EXPECT_EQ(static_cast<int>(AuditEvent::enrolment_code_issued), 5);
    EXPECT_EQ(static_cast<int>(AuditEvent::coverage_imported), 6);
    EXPECT_EQ(static_cast<int>(AuditEvent::insurers_imported), 7);
    EXPECT_EQ(static_cast<int>(AuditEvent::facilities_imported), 8);
    EXPECT_EQ(static_cast<int>(AuditEvent::certificate_renewed), 9);
    EXPECT_EQ(static_cast<int>(AuditEvent::facility_settings_changed), 10);
}

} // namespace
} // namespace onshi::domain
