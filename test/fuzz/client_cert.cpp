#include "http/forwarded.h"

#include "base/fault.h"

#include <cstddef>
#include <cstdint>
#include <string>

using namespace onshi;

// Bytes have one text: what is taken is as long as its padded base 64 demands, has a name, and never leaves the proxy's
// own certificate in place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string value(reinterpret_cast<const char*>(data), size);
    net::Request request;
    request.client_certificate = request.client_certificate_der = "the proxy's own";
    request.headers.emplace_back("client-cert", value);
    http::take_forwarded_certificate(request);
    const auto& der = request.client_certificate_der;
    if (request.failure == net::ReadFailure::malformed) {
        ONSHI_CHECK(der.empty() && request.client_certificate.empty());
        return 0;
    }
    ONSHI_CHECK(!der.empty() && request.client_certificate.size() == 64);
    ONSHI_CHECK(value.size() == 2 + (der.size() + 2) / 3 * 4);
    return 0;
}
