#include "base/text.h"

#include <gtest/gtest.h>

namespace onshi::base {
namespace {

TEST(HalfWidthKana, writes_names_as_the_interface_wants_them)
{
    EXPECT_EQ(half_width_kana("ミホン　ハナコ"), "ﾐﾎﾝ ﾊﾅｺ");
    EXPECT_EQ(half_width_kana("みほん　はなこ"), "ﾐﾎﾝ ﾊﾅｺ");
    EXPECT_EQ(half_width_kana("ﾐﾎﾝ ﾊﾅｺ"), "ﾐﾎﾝ ﾊﾅｺ");
}

TEST(HalfWidthKana, voiced_sounds_become_two_characters)
{
    EXPECT_EQ(half_width_kana("ガパヴ"), "ｶﾞﾊﾟｳﾞ");
    EXPECT_EQ(half_width_kana("がぱゔ"), "ｶﾞﾊﾟｳﾞ");
    EXPECT_EQ(half_width_kana("ヷヺ"), "ﾜﾞｦﾞ");
    EXPECT_EQ(half_width_kana("ジョージ・ヅボ"), "ｼﾞｮｰｼﾞ･ﾂﾞﾎﾞ");
    EXPECT_EQ(half_width_kana("カ\u3099ハ\u309A゛゜"), "ｶﾞﾊﾟﾞﾟ"); // combining and stand-alone marks
}

TEST(HalfWidthKana, full_width_ascii_becomes_half_width)
{
    EXPECT_EQ(half_width_kana("Ｊｏｈｎ－１２（３）"), "John-12(3)");
}

TEST(HalfWidthKana, characters_without_a_half_width_form_stay)
{
    EXPECT_EQ(half_width_kana("ヰヱヮヵヶゐ見本é𠮷"), "ヰヱヮヵヶゐ見本é𠮷");
}

TEST(HalfWidthKana, knows_the_whole_of_jis_x_0201)
{
    EXPECT_EQ(half_width_kana("。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフ"
                              "ヘホマミムメモヤユヨラリルレロワン"),
              "｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ");
}

TEST(FullWidth, widens_kana_letters_digits_signs_and_spaces)
{
    EXPECT_EQ(full_width("ﾐﾎﾝ 1"), "ミホン　１");
    EXPECT_EQ(full_width("AZaz09"), "ＡＺａｚ０９");
    EXPECT_EQ(full_width("見本市例示町1-2-3"), "見本市例示町１－２－３"); // an address as in interface sample M2
}

TEST(FullWidth, joins_sound_marks)
{
    EXPECT_EQ(full_width("ｶﾞﾊﾟｳﾞﾜﾞｦﾞ"), "ガパヴヷヺ");
    EXPECT_EQ(full_width("ｱﾞﾏﾟ"), "ア゛マ゜"); // do not join
    EXPECT_EQ(full_width("ﾞ"), "゛");
    EXPECT_EQ(full_width("ﾊ"), "ハ");
}

TEST(FullWidth, full_width_text_stays) { EXPECT_EQ(full_width("ガ見本　é𠮷"), "ガ見本　é𠮷"); }

TEST(FullWidth, brings_half_width_names_back)
{
    for (const auto* name : {"ミホン　ハナコ", "ヴァンガード・ジョージ", "ザジズゼゾダヂヅデドバビブベボパピプペポ"})
        EXPECT_EQ(full_width(half_width_kana(name)), name);
}

} // namespace
} // namespace onshi::base
