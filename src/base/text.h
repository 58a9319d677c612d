#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Japanese text. All std::string here are UTF-8 unless a name says otherwise. Pure functions, any thread.
namespace onshi::base {

/// True if the bytes are well-formed UTF-8 (no surrogates, no overlong forms, nothing past U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view bytes);
/// Number of Unicode code points of a well-formed text. Lengths of the interface ("X≤20") are in these characters.
[[nodiscard]] std::size_t length(std::string_view utf8);
/// True if the text holds a C0 or C1 control character (tab and line ends too), DEL, U+FFFE/U+FFFF, another code point
/// XML 1.0 forbids, or bytes that are no UTF-8.
[[nodiscard]] bool has_control(std::string_view utf8);

/// Unicode normalisation form NFKC: full-width letters and digits become half-width, half-width kana full-width.
[[nodiscard]] std::string nfkc(std::string_view utf8);
/// Unicode normalisation form NFC: what was typed with one keyboard and with another becomes the same bytes.
[[nodiscard]] std::string nfc(std::string_view utf8);
/// Spaces (U+0020, U+3000, tab) removed at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view utf8);
/// Simple case folding of ASCII letters only: A-Z to a-z.
[[nodiscard]] std::string folded(std::string_view utf8);

/// Katakana to half-width as the interface wants names in kana: "ミホン　ハナコ" -> "ﾐﾎﾝ ﾊﾅｺ"; hiragana too; voiced
/// sounds become two characters; full-width ASCII becomes half-width. Other characters stay (also ヰ ヱ ヮ ヵ ヶ, which
/// have no half-width form).
[[nodiscard]] std::string half_width_kana(std::string_view utf8);
/// Half-width kana and printable ASCII (letters, digits, signs, space) to full-width: "ﾐﾎﾝ 1-2" -> "ミホン　１－２".
/// Other characters stay.
[[nodiscard]] std::string full_width(std::string_view utf8);

/// Windows-31J (what the field calls Shift_JIS) to UTF-8. None if a byte sequence is not defined there. 外字 (0xF040 to
/// 0xF9FC) are read as private use, U+E000 and on.
[[nodiscard]] std::optional<std::string> from_shift_jis(std::string_view bytes);

/// UTF-8 to Windows-31J. Look-alikes whose Windows-31J form has another code point are mapped (U+301C to U+FF5E, U+2016
/// to U+2225, U+2212 to U+FF0D, U+2014 to U+2015, U+00A2/A3/AC to U+FFE0/E1/E2); what is left has no form there and
/// becomes ● (0x819C), one for each code point. Private-use characters (外字, U+E000 to U+F8FF) count as having none:
/// no two systems agree on them. A variation selector (U+FE00 to U+FE0F, U+E0100 to U+E01EF) only chooses a form of the
/// character before it, and so is left out.
struct ShiftJis
{
    std::string bytes;
    std::size_t substituted = 0; ///< how many code points became ●
};
[[nodiscard]] bool has_shift_jis_form(char32_t);
[[nodiscard]] bool is_variation_selector(char32_t);
[[nodiscard]] std::string code_point_hex(char32_t); ///< "20BB7", at least four digits
[[nodiscard]] ShiftJis to_shift_jis(std::string_view utf8);

} // namespace onshi::base
