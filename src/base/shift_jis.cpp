#include "base/fault.h"
#include "base/text.h"
#include "base/utf8.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <array>
#include <memory>

namespace onshi::base {
namespace {

// ICU converters are stateful and bound to a thread. All that is wanted of them fits two tables of 128 KiB, so ICU is
// asked once for every character and the tables, which never change, serve all threads.

constexpr char16_t none = 0; // neither a lead byte nor U+0000 is ever the value of a two-byte form
constexpr std::string_view substitute = "\x81\x9C"; // ●

struct Closer
{
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, Closer>;

/// Windows-31J, stopping at what has no mapping where ICU's habit is to substitute.
Converter open_converter()
{
    UErrorCode error = U_ZERO_ERROR;
    Converter converter(ucnv_open("windows-31j", &error));
    if (U_SUCCESS(error))
        ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    if (U_SUCCESS(error))
        ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    if (U_FAILURE(error))
        throw Fault(FaultCode::setup, std::string("ICU has no windows-31j: ") + u_errorName(error));
    ucnv_setFallback(converter.get(), false);
    return converter;
}

bool is_lead(unsigned byte) { return (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC); }
bool is_trail(unsigned byte) { return byte >= 0x40 && byte <= 0xFC && byte != 0x7F; }
bool is_half_width_kana(unsigned byte) { return byte >= 0xA1 && byte <= 0xDF; }
bool is_private_use(char32_t c) { return c >= 0xE000 && c <= 0xF8FF; }
bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

char16_t decode_pair(UConverter* converter, unsigned pair)
{
    const std::array bytes{static_cast<char>(pair >> 8U), static_cast<char>(pair & 0xFFU)};
    std::array<char16_t, 4> out{};
    UErrorCode error = U_ZERO_ERROR;
    const auto size =
        ucnv_toUChars(converter, out.data(), static_cast<std::int32_t>(out.size()), bytes.data(), 2, &error);
    const bool good = U_SUCCESS(error) && size == 1 && out[0] != 0xFFFD && out[0] != 0x001A;
    return good ? out[0] : none;
}

std::uint16_t encode_one(UConverter* converter, char16_t c)
{
    std::array<char, 8> out{};
    UErrorCode error = U_ZERO_ERROR;
    const auto size = ucnv_fromUChars(converter, out.data(), static_cast<std::int32_t>(out.size()), &c, 1, &error);
    if (U_FAILURE(error) || size != 2)
        return none;
    return static_cast<std::uint16_t>(static_cast<unsigned char>(out[0]) << 8U | static_cast<unsigned char>(out[1]));
}

/// Two-byte forms only; ASCII and half-width kana are arithmetic.
struct Tables
{
    std::array<char16_t, 0x10000> decode{};
    std::array<std::uint16_t, 0x10000> encode{};
};

std::unique_ptr<const Tables> build_tables()
{
    const auto converter = open_converter();
    auto tables = std::make_unique<Tables>();
    for (unsigned pair = 0x8140; pair <= 0xFCFC; ++pair)
        if (is_lead(pair >> 8U) && is_trail(pair & 0xFFU))
            tables->decode[pair] = decode_pair(converter.get(), pair);
    for (unsigned c = 0x80; c < 0xFFFD; ++c) {
        if (is_surrogate(c) || is_private_use(c))
            continue;
        const auto pair = encode_one(converter.get(), static_cast<char16_t>(c));
        // Only what comes back as itself: no best-fit look-alikes but those that text.h names.
        if (pair != none && tables->decode[pair] == c)
            tables->encode[c] = pair;
    }
    return tables;
}

const Tables& tables()
{
    static const auto built = build_tables();
    return *built;
}

/// The code point under which Windows-31J knows a look-alike (text.h lists them).
char32_t windows_form(char32_t c)
{
    switch (c) {
    case 0x301C:
        return 0xFF5E; // ～
    case 0x2016:
        return 0x2225; // ∥
    case 0x2212:
        return 0xFF0D; // －
    case 0x2014:
        return 0x2015; // ―
    case 0x00A2:
        return 0xFFE0; // ￠
    case 0x00A3:
        return 0xFFE1; // ￡
    case 0x00AC:
        return 0xFFE2; // ￢
    default:
        return c;
    }
}

/// Appends the form of `c`; false if it has none.
bool append_form(std::string& out, char32_t c)
{
    if (c < 0x80) {
        out += static_cast<char>(c);
        return true;
    }
    if (c >= 0xFF61 && c <= 0xFF9F) {
        out += static_cast<char>(c - 0xFF61 + 0xA1);
        return true;
    }
    const unsigned pair = c <= 0xFFFF ? tables().encode[windows_form(c)] : 0U;
    if (pair == 0)
        return false;
    out += static_cast<char>(pair >> 8U);
    out += static_cast<char>(pair & 0xFFU);
    return true;
}

} // namespace

std::optional<std::string> from_shift_jis(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 2);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const unsigned byte = static_cast<unsigned char>(bytes[at]);
        if (byte < 0x80) {
            out += bytes[at];
        } else if (is_half_width_kana(byte)) {
            append_utf8(out, 0xFF61U + byte - 0xA1U);
        } else {
            if (!is_lead(byte) || at + 1 == bytes.size())
                return std::nullopt;
            const auto c = tables().decode[byte << 8U | static_cast<unsigned char>(bytes[++at])];
            if (c == none)
                return std::nullopt;
            append_utf8(out, c);
        }
    }
    return out;
}

bool has_shift_jis_form(char32_t c)
{
    std::string ignored;
    return append_form(ignored, c);
}

bool is_variation_selector(char32_t c) { return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF); }

std::string code_point_hex(char32_t c)
{
    std::string hex;
    for (auto rest = static_cast<std::uint32_t>(c); rest != 0 || hex.size() < 4; rest >>= 4U)
        hex.insert(hex.begin(), "0123456789ABCDEF"[rest & 0xFU]);
    return hex;
}

ShiftJis to_shift_jis(std::string_view utf8)
{
    ShiftJis out;
    out.bytes.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        // Most of a message is tags, and those are ASCII: the same bytes.
        const auto rest = utf8.substr(at);
        const auto plain = std::ranges::find_if(rest, [](char c) { return (c & 0x80) != 0; }) - rest.begin();
        out.bytes += rest.substr(0, static_cast<std::size_t>(plain));
        at += static_cast<std::size_t>(plain);
        if (at == utf8.size())
            break;
        const auto character = next_code_point(utf8, at);
        if (is_variation_selector(character) || append_form(out.bytes, character))
            continue;
        out.bytes += substitute;
        ++out.substituted;
    }
    return out;
}

} // namespace onshi::base
