#include "synth/household.h"

#include "base/text.h"
#include "synth/birth_dates.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace onshi::synth {
namespace {

const base::Date as_of = base::Date::of(2026, 4, 1).value();

class Households : public testing::Test
{
protected:
    Insurers insurers{1'000'000};
    HouseholdMaker maker{7, as_of, insurers};
    std::uint64_t cycle = household_shapes().size();
};

TEST(HouseholdShapes, hold_exactly_the_age_structure)
{
    std::map<std::pair<int, domain::Sex>, int> people;
    for (const auto& shape : household_shapes()) {
        EXPECT_LE(shape.size(), most_members);
        EXPECT_EQ(shape.front().role, Role::head);
        for (const auto& seat : shape)
            ++people[{seat.age_class, seat.sex}];
    }
    int all = 0;
    for (int i = 0; i < age_classes; ++i) {
        const auto expected = age_structure()[static_cast<std::size_t>(i)];
        EXPECT_EQ((people[{i, domain::Sex::male}]), expected.men) << i;
        EXPECT_EQ((people[{i, domain::Sex::female}]), expected.women) << i;
        all += expected.men + expected.women;
    }
    EXPECT_EQ(all, 1000);
}

TEST_F(Households, a_cycle_has_the_age_structure_on_the_day)
{
    std::map<int, int> people;
    for (std::uint64_t i = 1; i <= cycle; ++i) {
        for (const auto& member : maker.make(i).members)
            ++people[std::min(19, age_on(member.birth, as_of) / 5)];
    }
    for (int i = 0; i < age_classes; ++i) {
        const auto expected = age_structure()[static_cast<std::size_t>(i)];
        EXPECT_NEAR(people[i], expected.men + expected.women, 1) << i;
    }
}

TEST_F(Households, parents_are_twenty_years_older_than_children)
{
    for (std::uint64_t i = 1; i <= 3 * cycle; ++i) {
        const auto household = maker.make(i);
        for (const auto& parent : household.members) {
            for (const auto& child : household.members) {
                if (parent.role <= Role::spouse && child.role == Role::child) {
                    EXPECT_GE(age_on(parent.birth, child.birth), 20);
                }
            }
        }
    }
}

TEST_F(Households, siblings_are_born_on_one_day_or_300_days_apart)
{
    int twins = 0;
    for (std::uint64_t i = 1; i <= 20 * cycle; ++i) {
        std::vector<base::Date> births;
        for (const auto& member : maker.make(i).members) {
            if (member.role != Role::child)
                continue;
            for (const auto birth : births) {
                const auto days = std::abs((birth.days() - member.birth.days()).count());
                EXPECT_TRUE(days == 0 || days >= 300) << days;
                twins += days == 0 ? 1 : 0;
            }
            births.push_back(member.birth);
        }
    }
    // 20 cycles hold 20 * 162 minors; about 1 % of births are twins.
    EXPECT_NEAR(twins, 32, 15);
}

TEST_F(Households, the_rank_in_the_prefecture_is_the_households_own)
{
    std::map<std::size_t, std::set<std::uint64_t>> ranks;
    for (std::uint64_t i = 1; i <= 5000; ++i) {
        const auto household = maker.make(i);
        EXPECT_TRUE(ranks[household.prefecture].insert(household.local_index).second);
        EXPECT_LT(household.municipality, insurers.municipalities(household.prefecture));
    }
    EXPECT_EQ(ranks.size(), insurers.prefectures());
    EXPECT_NEAR(static_cast<int>(ranks[0].size()), 5 * 114, 30);
    EXPECT_EQ(*ranks[0].rbegin(), ranks[0].size() - 1); // no gaps
}

TEST_F(Households, people_are_counted_without_making_them)
{
    std::uint64_t people = 0;
    for (std::uint64_t i = 1; i <= 2 * cycle + 10; ++i) {
        ASSERT_EQ(maker.people_before(i), people);
        const auto members = maker.make(i).members.size();
        ASSERT_EQ(maker.household_of(people), i);
        ASSERT_EQ(maker.household_of(people + members - 1), i);
        people += members;
    }
}

std::string text_of(const Address& address, AddressStyle style)
{
    Line line;
    address.add_text(line, style);
    return std::string(line.view());
}

TEST_F(Households, addresses_say_that_they_are_synthetic)
{
    for (std::uint64_t i = 1; i <= 3000; ++i) {
        const auto address = maker.make(i).address;
        const auto text = text_of(address, AddressStyle::words);
        EXPECT_TRUE(text.starts_with("架空")) << text;
        EXPECT_EQ(base::to_shift_jis(text).substituted, 0U) << text;
        Line post_number;
        address.add_post_number(post_number);
        EXPECT_TRUE(post_number.view().starts_with("999-"));
        EXPECT_EQ(post_number.view().size(), 8U);
    }
}

TEST(Addresses, are_written_in_two_styles)
{
    const Address address{0, 1, 0, 3, 12, 5};
    EXPECT_EQ(text_of(address, AddressStyle::words), "架空県例示市例示町３丁目１２番５号");
    EXPECT_EQ(text_of(address, AddressStyle::hyphens), "架空県例示市例示町３－１２－５");
}

TEST_F(Households, over_another_one_are_made_alike)
{
    Household over;
    for (const std::uint64_t i : {5U, 3U, 900U, 3U}) {
        maker.make(i, over);
        const auto alone = maker.make(i);
        ASSERT_EQ(over.members.size(), alone.members.size());
        for (std::size_t member = 0; member < alone.members.size(); ++member) {
            EXPECT_EQ(over.members[member].birth, alone.members[member].birth);
            EXPECT_EQ(over.members[member].given.written, alone.members[member].given.written);
        }
        EXPECT_EQ(over.family.written, alone.family.written);
        EXPECT_EQ(over.address, alone.address);
        EXPECT_EQ(over.local_index, alone.local_index);
    }
}

TEST(YearsBefore, the_29th_of_february_becomes_the_28th)
{
    const auto leap_day = base::Date::of(2028, 2, 29).value();
    EXPECT_EQ(years_before(leap_day, 4), base::Date::of(2024, 2, 29));
    EXPECT_EQ(years_before(leap_day, 5), base::Date::of(2023, 2, 28));
}

TEST(AgeOn, counts_birthdays)
{
    const auto birth = base::Date::of(2000, 4, 2).value();
    EXPECT_EQ(age_on(birth, base::Date::of(2026, 4, 1).value()), 25);
    EXPECT_EQ(age_on(birth, base::Date::of(2026, 4, 2).value()), 26);
    EXPECT_EQ(age_on(birth, base::Date::of(2026, 12, 1).value()), 26);
}

} // namespace
} // namespace onshi::synth
