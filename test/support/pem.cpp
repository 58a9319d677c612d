#include "support/pem.h"

#include "base/fault.h"

#include <cstdint>
#include <string_view>

namespace onshi::test {

namespace {

std::string base64_of(const std::string& pem)
{
    const auto begin = pem.find("-----\n") + 6;
    const auto end = pem.find("-----END", begin);
    ONSHI_CHECK(end != std::string::npos);
    auto text = pem.substr(begin, end - begin);
    std::erase(text, '\n');
    return text;
}

} // namespace

std::string der_of(const std::string& pem)
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : base64_of(pem)) {
        if (c == '=')
            break;
        bits = (bits << 6U) | static_cast<std::uint32_t>(alphabet.find(c));
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes.push_back(static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU));
        }
    }
    return bytes;
}

std::string client_cert_of(const std::string& pem) { return ":" + base64_of(pem) + ":"; }

} // namespace onshi::test
