#include "base/text.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

// Values from Microsoft's code page 932 table; the whole table was compared with Python's cp932 codec once, by hand.
namespace onshi::base {
namespace {

TEST(FromShiftJis, reads_ascii_kana_and_kanji)
{
    EXPECT_EQ(from_shift_jis("A1"), "A1");
    EXPECT_EQ(from_shift_jis("\xD0\xCE\xDD"), "ﾐﾎﾝ");
    EXPECT_EQ(from_shift_jis("\x93\x8C\x8B\x9E"), "東京");
    EXPECT_EQ(from_shift_jis("\x5C\x7E"), "\\~"); // not the yen sign and overline of JIS X 0201
    EXPECT_EQ(from_shift_jis(""), "");
}

TEST(FromShiftJis, reads_the_windows_forms)
{
    EXPECT_EQ(from_shift_jis("\x81\x60"), "\uFF5E");
    EXPECT_EQ(from_shift_jis("\x81\x61"), "\u2225");
    EXPECT_EQ(from_shift_jis("\x81\x7C"), "\uFF0D");
    EXPECT_EQ(from_shift_jis("\x81\x91\x81\x92\x81\xCA"), "\uFFE0\uFFE1\uFFE2");
    EXPECT_EQ(from_shift_jis("\x81\x5C"), "\u2015");
}

TEST(FromShiftJis, reads_vendor_characters_of_names)
{
    EXPECT_EQ(from_shift_jis("\xFB\xFC"), "髙"); // IBM extension
    EXPECT_EQ(from_shift_jis("\xEE\xE0"), "髙"); // the same, NEC's selection
    EXPECT_EQ(from_shift_jis("\xFA\xB1"), "﨑");
    EXPECT_EQ(from_shift_jis("\x87\x40"), "①");
}

TEST(FromShiftJis, reads_gaiji_as_private_use)
{
    EXPECT_EQ(from_shift_jis("\xF0\x40"), "\uE000");
    EXPECT_EQ(from_shift_jis("\xF9\xFC"), "\uE757");
}

TEST(FromShiftJis, refuses_undefined_bytes)
{
    for (const auto* bytes : {"\x80", "\xA0", "\xFD", "\xFE", "\xFF", "\x81", "\x93\x8C\x8B", "\x81\x3F", "\x81\x7F",
                              "\x81\xFD", "\x85\x40", "\xFC\xFC", "\xFC\x4C", "a\x80z"})
        EXPECT_EQ(from_shift_jis(bytes), std::nullopt);
}

TEST(ToShiftJis, writes_ascii_kana_and_kanji)
{
    const auto out = to_shift_jis("A1ﾐﾎﾝ東京　髙﨑①");
    EXPECT_EQ(out.bytes, "A1\xD0\xCE\xDD\x93\x8C\x8B\x9E\x81\x40\xFB\xFC\xFA\xB1\x87\x40");
    EXPECT_EQ(out.substituted, 0U);
}

TEST(ToShiftJis, maps_look_alikes_to_the_windows_form)
{
    EXPECT_EQ(to_shift_jis("\u301C\u2016\u2212\u2014\u00A2\u00A3\u00AC").bytes,
              "\x81\x60\x81\x61\x81\x7C\x81\x5C\x81\x91\x81\x92\x81\xCA");
    EXPECT_EQ(to_shift_jis("\uFF5E\u2225\uFF0D\u2015\uFFE0\uFFE1\uFFE2").bytes,
              "\x81\x60\x81\x61\x81\x7C\x81\x5C\x81\x91\x81\x92\x81\xCA");
}

TEST(ToShiftJis, counts_what_has_no_form)
{
    const auto out = to_shift_jis("𠮷a\u00E9\uE000\u00A5\uFFFD");
    EXPECT_EQ(out.bytes, "\x81\x9C"
                         "a\x81\x9C\x81\x9C\x81\x9C\x81\x9C");
    EXPECT_EQ(out.substituted, 5U);
}

TEST(ToShiftJis, the_substitute_itself_is_no_substitution)
{
    EXPECT_EQ(to_shift_jis("●").bytes, "\x81\x9C");
    EXPECT_EQ(to_shift_jis("●").substituted, 0U);
}

TEST(ShiftJis, everything_it_reads_comes_back_as_the_same_text)
{
    for (unsigned lead = 0x81; lead <= 0xFC; ++lead)
        for (unsigned trail = 0x40; trail <= 0xFC; ++trail) {
            const std::string pair{static_cast<char>(lead), static_cast<char>(trail)};
            const auto text = from_shift_jis(pair);
            const bool gaiji = lead >= 0xF0 && lead <= 0xF9;
            if (!text || gaiji)
                continue;
            const auto back = to_shift_jis(*text);
            ASSERT_EQ(back.substituted, 0U) << lead << ' ' << trail;
            ASSERT_EQ(from_shift_jis(back.bytes), text) << lead << ' ' << trail;
        }
}

TEST(ShiftJis, serves_many_threads)
{
    std::vector<std::jthread> threads;
    threads.reserve(4);
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([] {
            for (int turn = 0; turn < 1000; ++turn)
                ASSERT_EQ(from_shift_jis(to_shift_jis("東京都見本市").bytes), "東京都見本市");
        });
}

} // namespace
} // namespace onshi::base
