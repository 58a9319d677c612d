#include "pki/totp.h"

#include "pki/openssl_handles.h"

#include <openssl/crypto.h>
#include <openssl/hmac.h>

#include <array>
#include <cctype>

namespace onshi::pki {

namespace {

constexpr std::int64_t step_seconds = 30;
constexpr int digits_of_code = 6;

std::string percent_encoded(std::string_view text)
{
    static constexpr std::string_view hexadecimal = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && (std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_' || c == '~'))
            out.push_back(c);
        else
            out.append("%").append(1, hexadecimal[byte >> 4U]).append(1, hexadecimal[byte & 0x0FU]);
    }
    return out;
}

} // namespace

std::string hotp(std::string_view secret, std::int64_t counter, int digits)
{
    std::array<unsigned char, 8> message{};
    for (std::size_t i = 0; i < message.size(); ++i)
        message[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(counter) >> (8 * (7 - i)));
    std::array<unsigned char, 20> mac{};
    unsigned size = 0;
    static_cast<void>(require(HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), message.data(),
                                   message.size(), mac.data(), &size),
                              "HMAC"));
    const std::size_t offset = mac[19] & 0x0FU;
    std::uint32_t number = mac[offset] & 0x7FU;
    for (std::size_t i = 1; i < 4; ++i)
        number = number << 8U | mac[offset + i];
    std::string code(static_cast<std::size_t>(digits), '0');
    for (auto digit = code.rbegin(); digit != code.rend(); ++digit, number /= 10)
        *digit = static_cast<char>('0' + number % 10);
    return code;
}

std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, base::Instant now,
                                      std::int64_t last_taken)
{
    const auto present = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count() / step_seconds;
    std::optional<std::int64_t> found;
    for (const auto step : {present - 1, present, present + 1}) {
        const auto expected = hotp(secret, step, digits_of_code);
        const bool same =
            code.size() == expected.size() && CRYPTO_memcmp(code.data(), expected.data(), expected.size()) == 0;
        if (same && step > last_taken)
            found = step;
    }
    return found;
}

std::string base32(std::string_view bytes)
{
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : bytes) {
        bits = bits << 8U | static_cast<unsigned char>(c);
        for (count += 8; count >= 5; count -= 5)
            text.push_back(alphabet[(bits >> (count - 5)) & 0x1FU]);
    }
    if (count > 0)
        text.push_back(alphabet[(bits << (5 - count)) & 0x1FU]);
    return text;
}

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account)
{
    return "otpauth://totp/" + percent_encoded(issuer) + ":" + percent_encoded(account) + "?secret=" + base32(secret) +
           "&issuer=" + percent_encoded(issuer) + "&algorithm=SHA1&digits=6&period=30";
}

} // namespace onshi::pki
