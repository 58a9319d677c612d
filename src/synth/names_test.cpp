#include "synth/names.h"

#include "base/text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace onshi::synth {
namespace {

std::string written(const Name& name, bool common_characters = false)
{
    Line line;
    add_written(line, name, common_characters);
    return std::string(line.view());
}

std::string kana(const Name& name)
{
    Line line;
    add_kana(line, name);
    return std::string(line.view());
}

TEST(Names, variants_stand_in_the_repertoire_that_they_are_in)
{
    // Windows-31J has 髙 (NEC and IBM extensions); the others are not in it.
    for (const auto& name : variant_families(Repertoire::windows_31j))
        EXPECT_EQ(base::to_shift_jis(name.written).substituted, 0U) << name.written;
    for (const auto repertoire : {Repertoire::jis_x_0213, Repertoire::neither}) {
        for (const auto& name : variant_families(repertoire)) {
            const bool selector = name.written.contains("\U000E0100"); // a character of no width of its own
            EXPECT_TRUE(selector || base::to_shift_jis(name.written).substituted > 0) << name.written;
        }
    }
}

TEST(Names, every_variant_has_a_common_form_that_all_can_write)
{
    for (const auto repertoire : {Repertoire::windows_31j, Repertoire::jis_x_0213, Repertoire::neither}) {
        for (const auto& name : variant_families(repertoire)) {
            EXPECT_EQ(base::to_shift_jis(name.common).substituted, 0U) << name.written;
            EXPECT_NE(name.common, name.written);
            const Name whole{{name.written, name.kana, name.common, std::nullopt}, {"花子", "ハナコ"}};
            EXPECT_EQ(written(whole, false), std::string(name.written) + "　花子");
            EXPECT_EQ(written(whole, true), std::string(name.common) + "　花子");
        }
    }
}

TEST(Names, some_lie_outside_the_bmp_and_some_have_a_variation_selector)
{
    const auto others = variant_families(Repertoire::neither);
    const auto any = [&](std::string_view part) {
        return std::ranges::any_of(others, [part](const VariantName& name) { return name.written.contains(part); });
    };
    EXPECT_TRUE(any("\U00020BB7")); // 𠮷
    EXPECT_TRUE(any("\U000E0100")); // 葛 with VS17
}

TEST(Names, kana_is_full_width_katakana)
{
    const auto is_katakana = [](std::string_view text) {
        return base::full_width(base::half_width_kana(text)) == text;
    };
    for (const auto& name : common_families())
        EXPECT_TRUE(is_katakana(name.kana)) << name.kana;
    for (const auto& people : foreign_names()) {
        for (const auto names : {people.families, people.men, people.women}) {
            for (const auto& name : names)
                EXPECT_TRUE(is_katakana(name.kana)) << name.kana;
        }
    }
}

TEST(Names, of_foreigners_are_in_half_width_alphabet)
{
    Draw draw(1, 1, Purpose::names);
    for (int i = 0; i < 200; ++i) {
        const auto family = draw_foreign_family_name(draw);
        const Name name{family, draw_given_name(draw, family, domain::Sex::male, 1990)};
        EXPECT_EQ(written(name).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ "), std::string::npos) << written(name);
        EXPECT_TRUE(written(name).contains(' '));
        EXPECT_TRUE(kana(name).contains("　"));
    }
}

TEST(Names, variants_are_as_many_as_documented)
{
    std::map<std::string, int> drawn;
    Draw draw(2, 1, Purpose::names);
    for (int i = 0; i < 200'000; ++i)
        ++drawn[std::string(draw_family_name(draw).written)];
    const auto of = [&](Repertoire repertoire) {
        int count = 0;
        for (const auto& name : variant_families(repertoire))
            count += drawn[std::string(name.written)];
        return count;
    };
    EXPECT_NEAR(of(Repertoire::windows_31j), 2000, 200);
    EXPECT_NEAR(of(Repertoire::jis_x_0213), 600, 100);
    EXPECT_NEAR(of(Repertoire::neither), 400, 80);
}

} // namespace
} // namespace onshi::synth
