#include "base/fault.h"
#include "base/text.h"
#include "wire/eligibility_message.h"

#include <cstddef>
#include <cstdint>

using namespace onshi;

// A request that is read, written and read again is the same request; a refused one names its error in well-formed
// text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    wire::SeenHeader seen;
    auto request = wire::parse_eligibility_request({reinterpret_cast<const char*>(data), size}, seen);
    ONSHI_CHECK(base::is_utf8(seen.file_identifier));
    if (!request) {
        ONSHI_CHECK(!request.error().reason.empty() && base::is_utf8(request.error().reason));
        return 0;
    }
    ONSHI_CHECK(seen.on == request->on && seen.file_identifier == request->file_identifier);
    request->unknown_elements = 0; // they are not written
    const auto again = wire::parse_eligibility_request(wire::write_eligibility_request(*request), seen);
    ONSHI_CHECK(again == request);
    return 0;
}
