#include "base/fault.h"
#include "wire/reference_number_message.h"

#include <cstddef>
#include <cstdint>

using namespace onshi;

// 照会番号登録 as a receipt computer may send it: what is understood is written and understood again the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    wire::SeenHeader seen;
    const auto request = wire::parse_reference_number_request({reinterpret_cast<const char*>(data), size}, seen);
    if (!request)
        return 0;
    const auto again = wire::parse_reference_number_request(wire::write_reference_number_request(*request), seen);
    ONSHI_CHECK(again.has_value() && *again == *request);
    return 0;
}
