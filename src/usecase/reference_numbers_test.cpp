#include "usecase/reference_numbers.h"

#include "storage/audit_store.h"
#include "support/memory_centre.h"

#include <gmock/gmock.h>

namespace onshi::usecase {

namespace {

using domain::AuditEvent;
using domain::ErrorCode;
using test::MemoryCentre;

class ReferenceNumbers : public testing::Test
{
protected:
    domain::Result<void> register_for(const domain::InsuredId& id, const char* facility = test::clinic)
    {
        return centre_.desk.write_now([&](UnitOfWork& work) {
            return register_reference_number(work, MemoryCentre::terminal(),
                                             {.facility = test::facility(facility),
                                              .insurer = test::insurer(test::sample_society),
                                              .id = id,
                                              .reference_number = "P000789",
                                              .message = "message"});
        });
    }
    domain::AuditEntry last_entry()
    {
        domain::AuditEntry last;
        centre_.desk.read_now([&](UnitOfWork& work) { work.audits.each([&](const auto& entry) { last = entry; }); });
        return last;
    }

    MemoryCentre centre_;
};

TEST_F(ReferenceNumbers, one_person_is_registered_and_it_is_on_the_record)
{
    centre_.report("SYN-00000001", test::hanako());
    EXPECT_TRUE(register_for(test::insured_id("架空", "1234")));
    EXPECT_EQ(last_entry().event, AuditEvent::reference_number_registered);
    EXPECT_TRUE(last_entry().person);
}

TEST_F(ReferenceNumbers, another_facilitys_name_is_refused_and_on_the_record)
{
    centre_.report("SYN-00000001", test::hanako());
    EXPECT_EQ(register_for(test::insured_id("架空", "1234"), test::other_clinic).error().code,
              ErrorCode::other_facility);
    EXPECT_EQ(last_entry().event, AuditEvent::other_facility_refused);
    EXPECT_EQ(last_entry().details, std::string("named=") + test::other_clinic);
}

TEST_F(ReferenceNumbers, nobody_several_and_the_withheld_are_not_registered)
{
    EXPECT_EQ(register_for(test::insured_id("架空", "1234")).error().code, ErrorCode::number_unmatched);
    centre_.report("SYN-00000001", test::hanako());
    centre_.report("SYN-00000002", test::hanako());
    EXPECT_EQ(register_for(test::insured_id("架空", "1234")).error().code, ErrorCode::number_ambiguous);
    auto elsewhere = test::hanako();
    elsewhere.insurer = test::insurer(test::sample_city);
    elsewhere.birth_date = test::date("1985-04-08");
    centre_.report("SYN-00000002", elsewhere); // now the second person's rows disagree
    EXPECT_TRUE(register_for(test::insured_id("架空", "1234")));
}

} // namespace

} // namespace onshi::usecase
