#include "domain/staff_names.h"

#include <gmock/gmock.h>

namespace onshi::domain {

namespace {

TEST(StaffLogin, is_compared_without_case_and_width)
{
    EXPECT_EQ(parse_login("Hanako.Mihon@desk-1_a"), "hanako.mihon@desk-1_a");
    EXPECT_EQ(parse_login(" ｈａｎａｋｏ１ "), "hanako1");
}

TEST(StaffLogin, has_3_to_64_of_its_characters)
{
    EXPECT_TRUE(parse_login("abc"));
    EXPECT_EQ(parse_login("ab").error().code, ErrorCode::length);
    EXPECT_TRUE(parse_login(std::string(64, 'a')));
    EXPECT_EQ(parse_login(std::string(65, 'a')).error().code, ErrorCode::length);
    EXPECT_EQ(parse_login("").error().field, "login");
    for (const auto* wrong : {"hana ko", "花子さん", "hana/ko", "hana=ko", "hana\nko"})
        EXPECT_EQ(parse_login(wrong).error().code, ErrorCode::characters) << wrong;
    EXPECT_FALSE(parse_login("hanako\xff"));
}

TEST(StaffName, has_1_to_100_characters)
{
    EXPECT_EQ(parse_staff_name(" 見本　花子 "), "見本　花子");
    EXPECT_EQ(parse_staff_name("　").error().code, ErrorCode::element_missing);
    EXPECT_EQ(parse_staff_name("a\nb").error().code, ErrorCode::characters);
    std::string hundred;
    for (int i = 0; i < 100; ++i)
        hundred += "花";
    EXPECT_TRUE(parse_staff_name(hundred));
    EXPECT_EQ(parse_staff_name(hundred + "花").error().code, ErrorCode::length);
}

} // namespace

} // namespace onshi::domain
