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

TEST_F(ReferenceNumbers, a_repeated_key_is_one_registration)
{
    centre_.report("SYN-00000001", test::hanako());
    const auto send = [&](const char* message) {
        return centre_.desk.write_now([&](UnitOfWork& work) {
            return register_reference_number(work, MemoryCentre::terminal(),
                                             {.facility = test::facility(test::clinic),
                                              .insurer = test::insurer(test::sample_society),
                                              .id = test::insured_id("架空", "1234"),
                                              .reference_number = "P000789",
                                              .message = message,
                                              .idempotency_key = "key"});
        });
    };
    EXPECT_TRUE(send("message"));
    const auto first = last_entry().answer_id;
    EXPECT_TRUE(send("message"));
    EXPECT_EQ(last_entry().answer_id, first);
    EXPECT_EQ(send("another").error().code, ErrorCode::idempotency_key_reused);
}

class BulkReferenceNumbers : public ReferenceNumbers
{
protected:
    using Person = BulkRegistration::Person;

    static domain::Result<Person> person(const char* number, const char* reference = "P000789")
    {
        return Person{test::insurer(test::sample_society), test::insured_id("架空", number), reference};
    }
    domain::Result<Receipt> send(std::vector<domain::Result<Person>> people, const char* key = "",
                                 const char* facility = test::clinic)
    {
        return centre_.desk.write_now([&](UnitOfWork& work) {
            return register_reference_numbers(work, MemoryCentre::terminal(),
                                              {.facility = test::facility(facility),
                                               .people = std::move(people),
                                               .message = "message",
                                               .idempotency_key = key});
        });
    }
    domain::Result<BulkResult> fetch(const std::string& number, const domain::Caller& caller = MemoryCentre::terminal())
    {
        return centre_.desk.read_now([&](UnitOfWork& work) {
            return bulk_registration_result(work, caller, *caller.facility, number, "request");
        });
    }
};

TEST_F(BulkReferenceNumbers, each_person_has_an_outcome_of_his_own)
{
    centre_.report("SYN-00000001", test::hanako());
    const auto receipt = send(
        {person("1234"), person("9999"), std::unexpected(domain::rejection(ErrorCode::check_digit, "InsurerNumber"))});
    ASSERT_TRUE(receipt);
    EXPECT_EQ(receipt->number, base::jst_compact(centre_.clock.now()) + "000001");
    EXPECT_EQ(last_entry().event, AuditEvent::bulk_numbers_registered);
    EXPECT_EQ(last_entry().details, "reception=" + receipt->number + " people=3 registered=1");
    const auto result = fetch(receipt->number);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->message, "message");
    EXPECT_THAT(result->outcomes,
                testing::ElementsAre(std::nullopt, ErrorCode::number_unmatched, ErrorCode::check_digit));
    EXPECT_EQ(last_entry().event, AuditEvent::bulk_result_fetched);
}

TEST_F(BulkReferenceNumbers, a_repeated_key_gives_the_same_receipt_and_another_message_a_number_of_its_own)
{
    centre_.report("SYN-00000001", test::hanako());
    const auto first = send({person("1234")}, "key");
    ASSERT_TRUE(first);
    EXPECT_EQ(send({person("1234")}, "key")->number, first->number);
    const auto second = send({person("1234")}); // at the same moment of the standing clock
    EXPECT_EQ(second->number, base::jst_compact(centre_.clock.now()) + "000002");
    centre_.clock.advance(-std::chrono::hours(1)); // a clock that went back
    EXPECT_GT(send({person("1234")})->number, second->number);
}

TEST_F(BulkReferenceNumbers, a_receipt_is_its_facilitys_own_and_is_dropped_after_thirty_days)
{
    centre_.report("SYN-00000001", test::hanako());
    const auto receipt = send({person("1234")});
    EXPECT_EQ(fetch(receipt->number, MemoryCentre::terminal(test::other_clinic)).error().code,
              ErrorCode::reception_unknown);
    EXPECT_EQ(fetch("20260401000000000001").error().code, ErrorCode::reception_unknown);
    centre_.clock.advance(std::chrono::days(30));
    EXPECT_TRUE(fetch(receipt->number));
    centre_.clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(fetch(receipt->number).error().code, ErrorCode::reception_unknown);
}

TEST_F(BulkReferenceNumbers, too_many_people_and_another_facility_are_refused_as_a_whole)
{
    EXPECT_EQ(send(std::vector(501, person("1234"))).error().code, ErrorCode::bulk_too_long);
    EXPECT_EQ(send({person("1234")}, "", test::other_clinic).error().code, ErrorCode::other_facility);
    EXPECT_EQ(last_entry().event, AuditEvent::other_facility_refused);
}

} // namespace

} // namespace onshi::usecase
