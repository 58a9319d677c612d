#include "base/utf8.h"

#include <algorithm>

namespace onshi::base {
namespace {

/// Length of the sequence and the smallest code point it may hold: longer forms than needed are forbidden (RFC 3629).
struct Lead
{
    std::size_t length;
    char32_t bits;
    char32_t least;
};

Lead lead_of(unsigned char byte)
{
    if (byte < 0x80)
        return {1, byte, 0};
    if (byte >= 0xC2 && byte < 0xE0)
        return {2, byte & 0x1FU, 0x80};
    if (byte >= 0xE0 && byte < 0xF0)
        return {3, byte & 0x0FU, 0x800};
    if (byte >= 0xF0 && byte < 0xF5)
        return {4, byte & 0x07U, 0x10000};
    return {0, 0, 0};
}

bool is_scalar(char32_t code_point) { return code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF); }

} // namespace

char32_t next_code_point(std::string_view utf8, std::size_t& at)
{
    const auto start = at++;
    const auto lead = lead_of(static_cast<unsigned char>(utf8[start]));
    if (lead.length == 0 || utf8.size() - start < lead.length)
        return not_utf8;
    auto code_point = lead.bits;
    for (std::size_t i = 1; i < lead.length; ++i) {
        const auto byte = static_cast<unsigned char>(utf8[start + i]);
        if ((byte & 0xC0U) != 0x80)
            return not_utf8;
        code_point = (code_point << 6U) | (byte & 0x3FU);
    }
    if (code_point < lead.least || !is_scalar(code_point))
        return not_utf8;
    at = start + lead.length;
    return code_point;
}

void append_utf8(std::string& out, char32_t code_point)
{
    const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((code_point >> shift) & 0x3FU)); };
    if (code_point < 0x80) {
        out += static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        out += static_cast<char>(0xC0U | (code_point >> 6U));
        tail(0);
    } else if (code_point < 0x10000) {
        out += static_cast<char>(0xE0U | (code_point >> 12U));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0U | (code_point >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

bool is_ascii(std::string_view bytes)
{
    return std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace onshi::base
