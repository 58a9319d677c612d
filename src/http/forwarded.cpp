#include "http/forwarded.h"

#include "base/base64.h"
#include "pki/digest.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace onshi::http {

namespace {

constexpr std::string_view header = "client-cert";

std::optional<std::string> from_byte_sequence(std::string_view value)
{
    if (value.size() < 2 || !value.starts_with(':') || !value.ends_with(':'))
        return std::nullopt;
    auto bytes = base::from_base64(value.substr(1, value.size() - 2));
    return bytes && !bytes->empty() ? std::move(bytes) : std::nullopt;
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
