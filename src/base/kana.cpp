#include "base/text.h"
#include "base/utf8.h"

#include <algorithm>
#include <utility>

namespace onshi::base {
namespace {

// JIS X 0201 right half, 0xA1 to 0xDF: U+FF61 to U+FF9F in this order.
constexpr std::u32string_view half_width_order = U"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツ"
                                                 U"テトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";
static_assert(half_width_order.size() == 0xFF9F - 0xFF61 + 1);

constexpr std::u32string_view voiced = U"ガギグゲゴザジズゼゾダヂヅデドバビブベボヴヷヺ";
constexpr std::u32string_view voiced_base = U"カキクケコサシスセソタチツテトハヒフヘホウワヲ";
constexpr std::u32string_view semi_voiced = U"パピプペポ";
constexpr std::u32string_view semi_voiced_base = U"ハヒフヘホ";
static_assert(voiced.size() == voiced_base.size() && semi_voiced.size() == semi_voiced_base.size());

constexpr char32_t half_first = 0xFF61;
constexpr char32_t half_last = 0xFF9F;
constexpr char32_t half_voiced_mark = 0xFF9E;
constexpr char32_t half_semi_voiced_mark = 0xFF9F;

/// The partner of `c` in a pair of tables, or 0.
char32_t partner(std::u32string_view from, std::u32string_view to, char32_t c)
{
    const auto place = from.find(c);
    return place == std::u32string_view::npos ? 0 : to[place];
}

char32_t half_of(char32_t katakana)
{
    const auto place = half_width_order.find(katakana);
    return place == std::u32string_view::npos ? 0 : half_first + static_cast<char32_t>(place);
}

char32_t katakana_of(char32_t c)
{
    const bool is_hiragana = c >= 0x3041 && c <= 0x3096;
    return is_hiragana ? c + 0x60 : c;
}

/// A code point that is not kana: full-width ASCII to ASCII, combining sound marks to half-width ones.
char32_t half_width_other(char32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFF01 + 0x21;
    if (c == 0x3000)
        return U' ';
    if (c == 0x3099)
        return half_voiced_mark;
    return c == 0x309A ? half_semi_voiced_mark : c;
}

void append_half_width(std::string& out, char32_t c)
{
    const auto kana = katakana_of(c);
    if (const auto base = partner(voiced, voiced_base, kana)) {
        append_utf8(out, half_of(base));
        append_utf8(out, half_voiced_mark);
    } else if (const auto semi = partner(semi_voiced, semi_voiced_base, kana)) {
        append_utf8(out, half_of(semi));
        append_utf8(out, half_semi_voiced_mark);
    } else if (const auto half = half_of(kana)) {
        append_utf8(out, half);
    } else {
        append_utf8(out, half_width_other(c));
    }
}

/// The full-width form of one code point that carries no sound mark.
char32_t full_of(char32_t c)
{
    if (c == U' ')
        return 0x3000;
    if (c > 0x20 && c < 0x7F)
        return c - 0x21 + 0xFF01;
    return c >= half_first && c <= half_last ? half_width_order[c - half_first] : c;
}

/// The one character for half-width `c` with the mark after it (ｶ and ﾞ: ガ), or 0 if the two do not join.
char32_t joined(char32_t c, char32_t mark)
{
    if (c < half_first || c > half_last)
        return 0;
    if (mark == half_voiced_mark)
        return partner(voiced_base, voiced, full_of(c));
    return mark == half_semi_voiced_mark ? partner(semi_voiced_base, semi_voiced, full_of(c)) : 0;
}

std::u32string code_points(std::string_view utf8)
{
    std::u32string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto c = next_code_point(utf8, at);
        out += c == not_utf8 ? U'\uFFFD' : c;
    }
    return out;
}

/// ASCII, or the first byte of U+FF61 to U+FF9F.
bool may_begin_half_width(char c) { return static_cast<unsigned char>(c) < 0x80 || c == '\xEF'; }

} // namespace

std::string half_width_kana(std::string_view utf8)
{
    std::string out;
    out.reserve(utf8.size() + utf8.size() / 2);
    for (const auto c : code_points(utf8))
        append_half_width(out, c);
    return out;
}

std::string full_width(std::string_view utf8)
{
    // Most names are full-width as they come.
    if (!std::ranges::any_of(utf8, may_begin_half_width))
        return std::string(utf8);
    const auto text = code_points(utf8);
    std::string out;
    out.reserve(utf8.size() * 3);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto both = i + 1 < text.size() ? joined(text[i], text[i + 1]) : 0;
        append_utf8(out, both != 0 ? both : full_of(text[i]));
        i += both != 0 ? 1 : 0;
    }
    return out;
}

} // namespace onshi::base
