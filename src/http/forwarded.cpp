#include "http/forwarded.h"

#include "pki/digest.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

namespace onshi::http {

namespace {

constexpr std::string_view header = "client-cert";
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base 64 (RFC 4648, section 4) of at least one byte; each text of bytes has one form only.
std::optional<std::string> from_base64(std::string_view text)
{
    if (text.empty() || text.size() % 4 != 0)
        return std::nullopt;
    const auto digits = text.substr(0, text.size() - (text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0));
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
    if ((bits & ((1U << count) - 1U)) != 0)
        return std::nullopt; // bits that belong to no byte
    return bytes;
}

std::optional<std::string> from_byte_sequence(std::string_view value)
{
    if (value.size() < 2 || !value.starts_with(':') || !value.ends_with(':'))
        return std::nullopt;
    return from_base64(value.substr(1, value.size() - 2));
}

} // namespace

bool is_forwarded(const net::Request& request, const std::vector<std::string>& proxies)
{
    return !request.local && std::ranges::find(proxies, request.remote) != proxies.end();
}

void take_forwarded_certificate(net::Request& request)
{
    request.client_certificate.clear();
    request.client_certificate_der.clear();
    const auto named = [](const auto& entry) { return entry.first == header; };
    const auto times = std::ranges::count_if(request.headers, named);
    if (times == 0)
        return;
    auto der = times == 1 ? from_byte_sequence(request.header(header)) : std::nullopt;
    if (!der) {
        request.failure = net::ReadFailure::malformed;
        return;
    }
    request.client_certificate = pki::hex(pki::sha256({*der}));
    request.client_certificate_der = *std::move(der);
}

} // namespace onshi::http
