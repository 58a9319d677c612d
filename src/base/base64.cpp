#include "base/base64.h"

#include <cstdint>

namespace onshi::base {

namespace {

constexpr std::string_view standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view of_urls = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string digits_of(std::string_view bytes, std::string_view alphabet)
{
    std::string text;
    std::uint32_t bits = 0; // the lowest `count` of them are not yet written
    unsigned count = 0;
    for (const char byte : bytes) {
        bits = (bits << 8U) | static_cast<std::uint8_t>(byte);
        for (count += 8; count >= 6; count -= 6)
            text.push_back(alphabet[(bits >> (count - 6)) & 0x3FU]);
    }
    if (count > 0)
        text.push_back(alphabet[(bits << (6 - count)) & 0x3FU]);
    return text;
}

std::optional<std::string> bytes_of(std::string_view digits, std::string_view alphabet)
{
    std::string bytes;
    std::uint32_t bits = 0; // the lowest `count` of them are not yet written
    unsigned count = 0;
    for (const char c : digits) {
        const auto digit = alphabet.find(c);
        if (digit == std::string_view::npos)
            return std::nullopt;
        bits = (bits << 6U) | static_cast<std::uint32_t>(digit);
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

} // namespace

std::string to_base64(std::string_view bytes)
{
    auto text = digits_of(bytes, standard);
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::optional<std::string> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return std::nullopt;
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    return bytes_of(text.substr(0, text.size() - padding), standard);
}

std::string to_base64url(std::string_view bytes) { return digits_of(bytes, of_urls); }

std::optional<std::string> from_base64url(std::string_view text) { return bytes_of(text, of_urls); }

} // namespace onshi::base
