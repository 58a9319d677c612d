#include "base/fault.h"
#include "wire/bulk_registration_message.h"
#include "wire/message_head.h"

#include <cstddef>
#include <cstdint>

using namespace onshi;

// 照会番号一括登録 as a receipt computer may send it, read by the terminal (its head) and by the centre (all of it):
// what the centre understands the terminal has passed on, and the outcome can be written for every person.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    wire::SeenHeader seen;
    const auto head = wire::read_message_head(bytes);
    static_cast<void>(wire::parse_reception_request(bytes, seen));
    const auto request = wire::parse_bulk_registration(bytes, seen);
    if (!request)
        return 0;
    ONSHI_CHECK(head.has_value());
    std::vector<wire::BulkOutcome> outcomes;
    for (const auto& person : request->people)
        outcomes.push_back({person, {}});
    const wire::BulkFrame frame{.facility = request->facility.text(), .reception_number = "20260401101500000001"};
    ONSHI_CHECK(wire::read_message_head(wire::write_bulk_outcomes(frame, outcomes)).has_value());
    return 0;
}
