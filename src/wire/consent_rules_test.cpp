#include "wire/consent_rules.h"

#include "wire/sample_messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace onshi;
using domain::ConsentItem;
using testing::ElementsAre;
using wire::sample::day;

namespace {

std::vector<ConsentItem> asked(base::Date on, domain::ConsentOffer offer)
{
    return domain::questions(wire::consent_rules(), offer, domain::CardScope::full, on).asked;
}

constexpr domain::ConsentOffer everything{.checkup = true, .medication = true, .treatment = true, .operation = true};

} // namespace

// Domain rules 7.1 and 7.6: the table of rules/ says what they say.
TEST(ConsentRules, of_the_program_ask_for_five_items_today)
{
    using enum ConsentItem;
    EXPECT_THAT(asked(day(2026, 4, 1), everything),
                ElementsAre(specific_disease, checkup, medication, treatment, operation));
    EXPECT_THAT(asked(day(2026, 4, 1), {}), ElementsAre(specific_disease, checkup, medication));
}

TEST(ConsentRules, of_the_program_change_on_the_7th_of_october_2024)
{
    const auto on = [](base::Date date) {
        return domain::questions(wire::consent_rules(), {}, domain::CardScope::full, date);
    };
    EXPECT_TRUE(on(day(2024, 10, 6)).asks(ConsentItem::limit_certificate));
    EXPECT_FALSE(on(day(2024, 10, 6)).whole);
    EXPECT_FALSE(on(day(2024, 10, 7)).asks(ConsentItem::limit_certificate));
    EXPECT_TRUE(on(day(2024, 10, 7)).limit_told);
    EXPECT_TRUE(on(day(2024, 10, 7)).whole);
}

TEST(ConsentRules, of_the_program_ask_for_treatment_from_the_11th_of_september_2022)
{
    EXPECT_THAT(asked(day(2022, 9, 10), everything), testing::Not(testing::Contains(ConsentItem::treatment)));
    EXPECT_THAT(asked(day(2022, 9, 11), everything), testing::Contains(ConsentItem::treatment));
}

TEST(ConsentRules, name_the_column_that_is_wrong)
{
    const std::string header = "item,rule,valid_from,valid_to,source\n";
    const auto field = [&](const std::string& line) {
        const auto rules = wire::parse_consent_rules(header + line);
        return rules ? std::string("none") : rules.error().field;
    };
    EXPECT_EQ(field("checkup,asked,2024-10-07,,x\n"), "none");
    EXPECT_EQ(field("checkup,demanded,,,x\n"), "rule");
    EXPECT_EQ(field("blood,asked,,,x\n"), "item");
    EXPECT_EQ(field(",asked,,,x\n"), "item");
    EXPECT_EQ(field("checkup,whole,,,x\n"), "item");
    EXPECT_EQ(field("checkup,asked,2024-13-07,,x\n"), "valid_from");
    EXPECT_EQ(field("checkup,asked,2024-10-07,2024-10-06,x\n"), "valid_to");
}
