#include "usecase/staff_members.h"

#include "storage/staff_store.h"
#include "support/memory_centre.h"
#include "usecase/audit.h"

#include <gmock/gmock.h>

namespace onshi::usecase {

namespace {

using domain::CallerClass;
using domain::ErrorCode;
using test::MemoryCentre;

class StaffByTheOperator : public testing::Test
{
protected:
    domain::Result<StaffCode> give(CallerClass cls, const std::string& holder, std::string_view member = {})
    {
        return centre_.desk.write_now(
            [&](UnitOfWork& work) { return give_first_code(work, MemoryCentre::shell(), cls, holder, member); });
    }
    MemoryCentre centre_;
};

TEST_F(StaffByTheOperator, the_holder_must_be_known)
{
    EXPECT_TRUE(give(CallerClass::terminal, test::clinic));
    EXPECT_EQ(give(CallerClass::terminal, "0110113719").error().code, ErrorCode::facility_unknown);
    EXPECT_EQ(give(CallerClass::terminal, "1319999998").error().code, ErrorCode::check_digit);
    EXPECT_TRUE(give(CallerClass::insurer, test::sample_society));
    EXPECT_EQ(give(CallerClass::insurer, "01130012").error().code, ErrorCode::insurer_unknown);
    EXPECT_TRUE(give(CallerClass::ministry, "医療介護連携政策課"));
}

TEST_F(StaffByTheOperator, a_second_code_before_the_first_is_used_is_for_the_same_administrator)
{
    const auto first = give(CallerClass::terminal, test::clinic).value();
    const auto second = give(CallerClass::terminal, test::clinic).value();
    EXPECT_EQ(first.member, second.member);
    EXPECT_NE(first.code, second.code);
    EXPECT_NE(give(CallerClass::terminal, test::other_clinic).value().member, first.member);
    EXPECT_EQ(give(CallerClass::terminal, test::clinic, first.member).value().member, first.member);
    EXPECT_EQ(give(CallerClass::terminal, test::other_clinic, first.member).error().code,
              ErrorCode::staff_member_unknown);
    EXPECT_EQ(give(CallerClass::terminal, test::clinic, "nobody").error().code, ErrorCode::staff_member_unknown);
}

TEST_F(StaffByTheOperator, sees_all_holders_and_that_is_recorded)
{
    static_cast<void>(give(CallerClass::terminal, test::clinic));
    static_cast<void>(give(CallerClass::insurer, test::sample_society));
    const auto lines = centre_.desk.read_now([](UnitOfWork& work) {
        auto all = list_all_members(work, MemoryCentre::shell());
        EXPECT_EQ(work.entries.size(), 1U);
        EXPECT_EQ(work.entries.at(0).event, domain::AuditEvent::staff_listed);
        return all;
    });
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].holder, test::clinic);
    EXPECT_EQ(lines[0].role, domain::StaffRole::administrator);
    EXPECT_FALSE(lines[0].ready);
    EXPECT_EQ(lines[1].cls, CallerClass::insurer);
}

TEST(AuditEntryOfStaff, begins_with_who_was_signed_in)
{
    MemoryCentre centre;
    auto caller = MemoryCentre::terminal();
    centre.desk.read_now([&](UnitOfWork& work) {
        const auto details = [&](const char* said) {
            return make_entry(work, caller,
                              {.event = domain::AuditEvent::eligibility_checked, .request = {}, .details = said})
                .details;
        };
        EXPECT_EQ(details("on=2026-04-01"), "on=2026-04-01");
        EXPECT_EQ(details("reason=staff=somebody role=doctor"), "reason=staff=somebody role=doctor");
        caller.staff = domain::StaffMember{"the-id", domain::StaffRole::nurse};
        EXPECT_EQ(details("on=2026-04-01"), "staff=the-id role=nurse on=2026-04-01");
        EXPECT_EQ(details(""), "staff=the-id role=nurse");
    });
}

} // namespace

} // namespace onshi::usecase
