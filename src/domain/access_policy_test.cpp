#include "domain/access_policy.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace onshi::domain {
namespace {

constexpr bool yes = true;
constexpr bool no = false;

TEST(AccessPolicy, is_this_table)
{
    using enum CallerClass;
    struct Line
    {
        Operation operation;
        bool nobody, terminal, insurer, ministry, operator_, local;
    };
    const Line table[] = {
        {Operation::check_eligibility, no, yes, no, no, no, no},
        {Operation::enrol, yes, yes, yes, yes, yes, no},
        {Operation::see_health, yes, yes, yes, yes, yes, yes},
        {Operation::see_metrics, no, no, no, no, yes, yes},
        {Operation::see_interface, yes, yes, yes, yes, yes, yes},
        {Operation::renew_certificate, no, yes, yes, yes, yes, no},
        {Operation::see_facility_settings, no, yes, no, no, no, no},
        {Operation::change_facility_settings, no, yes, no, no, no, no},
        {Operation::register_reference_number, no, yes, no, no, no, no},
        {Operation::send_feed, no, no, yes, no, no, no},
        {Operation::post_nothing, yes, yes, yes, yes, yes, yes},
        {Operation::see_corrections, no, yes, no, no, no, no},
        {Operation::use_card, no, yes, no, no, no, no},
        {Operation::sign_in, no, yes, yes, yes, no, no},
        {Operation::use_own_account, no, yes, yes, yes, no, no},
        {Operation::manage_staff, no, yes, yes, yes, no, no},
        {Operation::confirm_by_eye, no, yes, no, no, no, no},
    };
    for (const auto& line : table) {
        const auto* name = name_of(line.operation);
        EXPECT_EQ(may(nobody, line.operation), line.nobody) << name;
        EXPECT_EQ(may(terminal, line.operation), line.terminal) << name;
        EXPECT_EQ(may(insurer, line.operation), line.insurer) << name;
        EXPECT_EQ(may(ministry, line.operation), line.ministry) << name;
        EXPECT_EQ(may(operator_, line.operation), line.operator_) << name;
        EXPECT_EQ(may(local, line.operation), line.local) << name;
    }
}

TEST(AccessPolicy, roles_are_this_table)
{
    using enum StaffRole;
    struct Line
    {
        Operation operation;
        bool doctor, dentist, pharmacist, nurse, clerk, administrator, insurer_clerk, ministry_desk;
    };
    const Line table[] = {
        {Operation::use_own_account, yes, yes, yes, yes, yes, yes, yes, yes},
        {Operation::manage_staff, no, no, no, no, no, yes, no, no},
        {Operation::confirm_by_eye, yes, yes, yes, yes, yes, yes, no, no},
    };
    for (const auto& line : table) {
        const bool may_do[] = {line.doctor, line.dentist,       line.pharmacist,    line.nurse,
                               line.clerk,  line.administrator, line.insurer_clerk, line.ministry_desk};
        for (std::size_t i = 0; i < every_staff_role.size(); ++i) {
            const Caller caller{.cls = CallerClass::terminal, .staff = StaffMember{"1", every_staff_role[i]}};
            EXPECT_EQ(permission(caller, line.operation), may_do[i] ? Permission::granted : Permission::other_role)
                << name_of(line.operation) << " " << name_of(every_staff_role[i]);
        }
        EXPECT_EQ(permission({.cls = CallerClass::terminal}, line.operation), Permission::not_signed_in);
    }
}

TEST(AccessPolicy, a_role_opens_nothing_that_the_class_may_not)
{
    const StaffMember administrator{"1", StaffRole::administrator};
    EXPECT_EQ(permission({.cls = CallerClass::operator_, .staff = administrator}, Operation::manage_staff),
              Permission::other_class);
    EXPECT_EQ(permission({.cls = CallerClass::nobody, .staff = administrator}, Operation::manage_staff),
              Permission::no_certificate);
    EXPECT_EQ(permission({.cls = CallerClass::insurer, .staff = administrator}, Operation::check_eligibility),
              Permission::other_class);
    EXPECT_EQ(permission({.cls = CallerClass::terminal}, Operation::check_eligibility), Permission::granted)
        << "a receipt computer signs nobody in";
}

TEST(StaffRole, exists_where_such_people_work)
{
    using enum CallerClass;
    for (const auto role : every_staff_role) {
        EXPECT_EQ(staff_role(name_of(role)), role);
        EXPECT_FALSE(exists_at(role, operator_));
        EXPECT_FALSE(exists_at(role, nobody));
    }
    EXPECT_TRUE(exists_at(StaffRole::doctor, terminal));
    EXPECT_FALSE(exists_at(StaffRole::doctor, insurer));
    EXPECT_TRUE(exists_at(StaffRole::insurer_clerk, insurer));
    EXPECT_FALSE(exists_at(StaffRole::insurer_clerk, terminal));
    EXPECT_TRUE(exists_at(StaffRole::ministry_desk, ministry));
    EXPECT_TRUE(exists_at(StaffRole::administrator, insurer));
    EXPECT_EQ(staff_role("Doctor"), std::nullopt);
}

TEST(AccessPolicy, what_is_not_in_the_table_is_refused)
{
    const auto unknown = static_cast<Operation>(200);
    EXPECT_TRUE(who_may(unknown).empty());
    EXPECT_FALSE(may(CallerClass::local, unknown));
    EXPECT_EQ(permission({.cls = CallerClass::local, .staff = StaffMember{"1", StaffRole::administrator}}, unknown),
              Permission::other_class);
    ASSERT_TRUE(roles_that_may(unknown));
    EXPECT_TRUE(roles_that_may(unknown)->empty());
}

TEST(AccessPolicy, the_list_of_classes_says_the_same)
{
    using enum CallerClass;
    for (const auto cls : {nobody, terminal, insurer, ministry, operator_, local}) {
        const auto listed = who_may(Operation::see_metrics);
        EXPECT_EQ(std::ranges::count(listed, cls), may(cls, Operation::see_metrics) ? 1 : 0);
    }
}

TEST(Caller, classes_of_certificates_come_back_from_their_names)
{
    using enum CallerClass;
    for (const auto cls : {terminal, insurer, ministry, operator_})
        EXPECT_EQ(caller_class(name_of(cls)), cls);
    EXPECT_STREQ(name_of(operator_), "operator");
}

TEST(Caller, no_certificate_makes_somebody_local_or_nobody)
{
    for (const auto* name : {"local", "nobody", "operator_", "Terminal", ""})
        EXPECT_EQ(caller_class(name), std::nullopt) << name;
}

} // namespace
} // namespace onshi::domain
