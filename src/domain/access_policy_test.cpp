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

TEST(AccessPolicy, what_is_not_in_the_table_is_refused)
{
    const auto unknown = static_cast<Operation>(200);
    EXPECT_TRUE(who_may(unknown).empty());
    EXPECT_FALSE(may(CallerClass::local, unknown));
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
