#include "pki/base64url.h"

#include <cstdint>

namespace onshi::pki {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

} // namespace

std::string base64url(std::string_view bytes)
{
    std::string text;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : bytes) {
        bits = bits << 8U | static_cast<unsigned char>(c);
        for (count += 8; count >= 6; count -= 6)
            text.push_back(alphabet[(bits >> (count - 6)) & 0x3FU]);
    }
    if (count > 0)
        text.push_back(alphabet[(bits << (6 - count)) & 0x3FU]);
    return text;
}

std::optional<std::string> from_base64url(std::string_view text)
{
    std::string bytes;
    std::uint32_t bits = 0; // the lowest `count` of them are not yet written
    unsigned count = 0;
    for (const char c : text) {
        const auto digit = alphabet.find(c);
        if (digit == std::string_view::npos)
            return std::nullopt;
        bits = bits << 6U | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes.push_back(static_cast<char>((bits >> count) & 0xFFU));
        }
    }
    if (count == 6 || (bits & ((1U << count) - 1U)) != 0)
        return std::nullopt; // a digit, or bits, that belong to no byte
    return bytes;
}

} // namespace onshi::pki
