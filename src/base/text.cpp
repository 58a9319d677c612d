#include "base/text.h"

#include "base/fault.h"
#include "base/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace onshi::base {
namespace {

constexpr std::string_view ideographic_space = "\u3000";

bool is_forbidden(char32_t c)
{
    // XML 1.0, 2.2 Char: #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]. Of these the controls
    // (tab, line ends, DEL, C1) have no business in a field's value either. A malformed sequence counts as forbidden.
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF || c == not_utf8;
}

/// Where the run of ASCII that begins at `at` ends; eight bytes at a time, since messages are mostly that.
std::size_t ascii_length(std::string_view bytes, std::size_t at)
{
    constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
    for (std::uint64_t eight = 0; bytes.size() - at >= sizeof eight; at += sizeof eight) {
        std::memcpy(&eight, bytes.data() + at, sizeof eight);
        if ((eight & high_bits) != 0)
            break;
    }
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80)
        ++at;
    return at;
}

using NormalForm = const icu::Normalizer2*(UErrorCode&);

std::string normalized(std::string_view utf8, NormalForm* form)
{
    if (is_ascii(utf8)) // the common case, and ICU is slow to start
        return std::string(utf8);
    std::string out;
    out.reserve(utf8.size());
    icu::StringByteSink<std::string> sink(&out);
    UErrorCode error = U_ZERO_ERROR;
    const icu::StringPiece piece(utf8.data(), static_cast<std::int32_t>(utf8.size()));
    const auto* normalizer = form(error);
    if (U_SUCCESS(error))
        normalizer->normalizeUTF8(0, piece, sink, nullptr, error);
    if (U_FAILURE(error))
        throw Fault(FaultCode::setup, std::string("ICU could not normalise: ") + u_errorName(error));
    return out;
}

} // namespace

bool is_utf8(std::string_view bytes)
{
    for (auto at = ascii_length(bytes, 0); at < bytes.size(); at = ascii_length(bytes, at))
        if (next_code_point(bytes, at) == not_utf8)
            return false;
    return true;
}

std::size_t length(std::string_view utf8)
{
    const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; };
    return static_cast<std::size_t>(std::ranges::count_if(utf8, is_start));
}

bool has_control(std::string_view utf8)
{
    for (std::size_t at = 0; at < utf8.size();) {
        if (' ' <= utf8[at] && utf8[at] <= '~') // char may be signed: bytes of other characters are below
            ++at;
        else if (is_forbidden(next_code_point(utf8, at)))
            return true;
    }
    return false;
}

std::string nfkc(std::string_view utf8) { return normalized(utf8, &icu::Normalizer2::getNFKCInstance); }

std::string nfc(std::string_view utf8) { return normalized(utf8, &icu::Normalizer2::getNFCInstance); }

std::string_view trimmed(std::string_view utf8)
{
    for (;;) {
        if (utf8.starts_with(' ') || utf8.starts_with('\t'))
            utf8.remove_prefix(1);
        else if (utf8.starts_with(ideographic_space))
            utf8.remove_prefix(ideographic_space.size());
        else
            break;
    }
    for (;;) {
        if (utf8.ends_with(' ') || utf8.ends_with('\t'))
            utf8.remove_suffix(1);
        else if (utf8.ends_with(ideographic_space))
            utf8.remove_suffix(ideographic_space.size());
        else
            return utf8;
    }
}

std::string folded(std::string_view utf8)
{
    std::string out(utf8);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

} // namespace onshi::base
