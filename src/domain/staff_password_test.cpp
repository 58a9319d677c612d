#include "domain/staff_password.h"

#include <gmock/gmock.h>

namespace onshi::domain {

namespace {

bool accepted(std::string_view typed)
{
    return accept_password(typed, {"sakura", "1319999999", "見本診療所"}).has_value();
}

TEST(StaffPassword, twelve_characters_of_any_kind_are_enough)
{
    EXPECT_TRUE(accepted("umbrella teapot"));
    EXPECT_TRUE(accepted("rvkzqnbwtmxd")) << "no digit, no capital, no sign is asked for";
    EXPECT_TRUE(accepted("青いかさと冬の港のねこ達")) << "twelve characters, 36 bytes";
    EXPECT_FALSE(accepted("青いかさと冬の港のねこ")) << "eleven";
    EXPECT_FALSE(accepted("rvkzqnbwtmx"));
    EXPECT_FALSE(accepted(""));
}

TEST(StaffPassword, longer_than_256_characters_is_nobodys)
{
    std::string long_one = "umbrella teapot ";
    while (long_one.size() < 256)
        long_one += "xyzzy";
    EXPECT_TRUE(accepted(long_one.substr(0, 256)));
    EXPECT_FALSE(accepted(long_one.substr(0, 256) + "x"));
    EXPECT_FALSE(accepted("umbrella\nteapot"));
    EXPECT_FALSE(accepted("umbrella teapot\xff"));
}

TEST(StaffPassword, repetitions_and_sequences_are_refused)
{
    for (const auto* weak : {"aaaaaaaaaaaa", "abcabcabcabc", "１２１２１２１２１２１２", "123456789012", "098765432109",
                             "abcdefghijklm", "ABCDEFGHIJKLM"})
        EXPECT_FALSE(accepted(weak)) << weak;
}

TEST(StaffPassword, what_names_the_member_or_the_facility_is_refused)
{
    for (const auto* weak :
         {"SAKURA umbrella", "teapot1319999999", "teapot１３１９９９９９９９", "見本診療所のかさとねこ達"})
        EXPECT_FALSE(accepted(weak)) << weak;
    EXPECT_TRUE(accept_password("umbrella teapot", {"tea", ""})) << "a login of three letters is in too many words";
}

TEST(StaffPassword, the_commonest_are_refused_also_with_little_beside_them)
{
    for (const auto* weak : {"password1234", "PassWord2026!", "passwordpassword", "qwertyuiop12", "1qaz2wsx3edc",
                             "Welcome12345", "administrator", "パスワードパスワードです"})
        EXPECT_FALSE(accepted(weak)) << weak;
    EXPECT_TRUE(accepted("the password of a teapot"));
}

TEST(StaffPassword, the_same_text_typed_otherwise_is_the_same_password)
{
    // が as one character and as か with a voicing mark.
    const auto composed = accept_password("\u304Cらすのかさと冬の港のねこ", {}).value();
    EXPECT_EQ(typed_password("\u304B\u3099らすのかさと冬の港のねこ"), composed);
    EXPECT_NE(typed_password("からすのかさと冬の港のねこ"), composed);
}

TEST(StaffPassword, the_refusal_says_why_and_never_what)
{
    const auto refusal = accept_password("short", {}).error();
    EXPECT_EQ(refusal.code, ErrorCode::staff_password_weak);
    EXPECT_EQ(refusal.field, "password");
    EXPECT_THAT(refusal.reason, testing::HasSubstr("短すぎます"));
    EXPECT_THAT(refusal.reason, testing::Not(testing::HasSubstr("short")));
}

} // namespace

} // namespace onshi::domain
