#include "domain/person_match.h"

#include <gtest/gtest.h>

namespace onshi::domain {
namespace {

TEST(CompareNames, equal_or_nothing_to_compare_is_the_same)
{
    EXPECT_EQ(compare_names("見本　花子", "見本　花子"), Likeness::same);
    EXPECT_EQ(compare_names("見本　花子", ""), Likeness::same);
}

TEST(CompareNames, width_spaces_and_forms_of_a_character_are_spelling)
{
    EXPECT_EQ(compare_names("見本　花子", "見本 花子"), Likeness::spelling);
    EXPECT_EQ(compare_names("見本　花子", "見本花子"), Likeness::spelling);
    EXPECT_EQ(compare_names("髙﨑　花子", "高崎　花子"), Likeness::spelling);
    EXPECT_EQ(compare_names("𠮷田　花子", "吉田　花子"), Likeness::spelling);
    EXPECT_EQ(compare_names("ＭＩＨＯＮ　ＨＡＮＡ", "MIHON HANA"), Likeness::spelling);
}

TEST(CompareNames, marriage_changes_a_part)
{
    EXPECT_EQ(compare_names("見本　花子", "例示　花子"), Likeness::partly);
    EXPECT_EQ(compare_names("見本　花子", "見本　華子"), Likeness::partly);
    EXPECT_EQ(compare_names("見本　花子", "例示　太郎"), Likeness::different);
}

Coverage at(const char* post_number, const char* address)
{
    return {.insurer = InsurerNumber::parse("138016").value(),
            .id = InsuredId::parse("", "1", "").value(),
            .birth_date = base::Date::of(1980, 5, 5).value(),
            .post_number = post_number,
            .address = address,
            .gained = base::Date::of(2020, 4, 1).value()};
}

TEST(CompareAddresses, ways_of_writing_are_spelling)
{
    const auto one = at("999-0000", "架空県見本市例示町１丁目２番地の３");
    EXPECT_EQ(compare_addresses(one, at("", "架空県見本市例示町１－２－３")), Likeness::spelling);
    EXPECT_EQ(compare_addresses(one, at("", "架空県見本市例示町 1-2-3")), Likeness::spelling);
    EXPECT_EQ(compare_addresses(one, at("", "架空県見本市例示町1丁目2番3号")), Likeness::spelling);
}

TEST(CompareAddresses, moving_is_partly_within_a_post_number_and_different_beyond)
{
    const auto one = at("999-0000", "架空県見本市例示町１－２－３");
    EXPECT_EQ(compare_addresses(one, at("999-0000", "架空県見本市例示町９－９")), Likeness::partly);
    EXPECT_EQ(compare_addresses(one, at("999-0001", "架空県試作市１")), Likeness::different);
    EXPECT_EQ(compare_addresses(one, at("", "")), Likeness::same);
}

} // namespace
} // namespace onshi::domain
