#include "base/text.h"

#include <gtest/gtest.h>

namespace onshi::base {
namespace {

using namespace std::string_literals;

TEST(Utf8, accepts_every_length)
{
    EXPECT_TRUE(is_utf8(""));
    EXPECT_TRUE(is_utf8("a\u00E9\u3042\U00020BB7")); // 𠮷 is outside the BMP
    EXPECT_TRUE(is_utf8("\xF4\x8F\xBF\xBF"));        // U+10FFFF
}

TEST(Utf8, refuses_malformed_bytes)
{
    // RFC 3629, 3 and 10: overlong forms, surrogates, past U+10FFFF, cut and stray bytes.
    for (const auto* bytes :
         {"\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\xED\xA0\x80", "\xED\xBF\xBF",
          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\x80", "\xE3\x81", "\xE3\x81\x41", "\xFF", "\xFE"})
        EXPECT_FALSE(is_utf8(bytes));
}

TEST(Length, counts_code_points)
{
    EXPECT_EQ(length(""), 0U);
    EXPECT_EQ(length("ab"), 2U);
    EXPECT_EQ(length("記号"), 2U);
    EXPECT_EQ(length("𠮷野"), 2U);
    EXPECT_EQ(length("ｶﾞ"), 2U);
}

TEST(Control, finds_what_xml_forbids_and_other_controls)
{
    for (const auto& text :
         {"a\x01"s, "\t"s, "\n"s, "\x7F"s, "\u0085"s, "\uFFFE"s, "\uFFFF"s, "\0"s, "\xED\xA0\x80"s, "\xFF"s})
        EXPECT_TRUE(has_control(text));
    EXPECT_FALSE(has_control(""));
    EXPECT_FALSE(has_control("東京都 １－２\u00A0\u3000\uE000\uFFFD𠮷"));
}

TEST(Nfkc, makes_letters_half_width_and_kana_full_width)
{
    EXPECT_EQ(nfkc("ＡＢＣ１２３（　）"), "ABC123( )");
    EXPECT_EQ(nfkc("ﾐﾎﾝ ﾊﾅｺ"), "ミホン ハナコ");
    EXPECT_EQ(nfkc("ｶﾞﾊﾟｳﾞ"), "ガパヴ");
    EXPECT_EQ(nfkc("㈱"), "(株)");
    EXPECT_EQ(nfkc("plain"), "plain");
    EXPECT_EQ(nfkc("髙橋"), "髙橋"); // a letter of its own, not a compatibility form
}

TEST(Trimmed, takes_three_kinds_of_space_from_both_ends)
{
    EXPECT_EQ(trimmed("  138016"), "138016");
    EXPECT_EQ(trimmed("\t　 見本　花子 　\t"), "見本　花子");
    EXPECT_EQ(trimmed("　"), "");
    EXPECT_EQ(trimmed(""), "");
}

TEST(Folded, touches_ascii_only)
{
    EXPECT_EQ(folded("AbZ-09"), "abz-09");
    EXPECT_EQ(folded("Ａé記"), "Ａé記");
}

} // namespace
} // namespace onshi::base
