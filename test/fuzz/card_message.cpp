#include "wire/card_message.h"

#include "base/fault.h"

#include <cstddef>
#include <cstdint>

using namespace onshi;

// No body of a card route is read as something that its own writer would not write back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    if (const auto begin = wire::parse_card_begin(body))
        ONSHI_CHECK(wire::parse_card_begin(wire::write_card_begin(*begin)) == *begin);
    if (const auto finish = wire::parse_card_finish(body)) {
        const auto again = wire::parse_card_finish(wire::write_card_finish(*finish));
        ONSHI_CHECK(again && again->auth_id == finish->auth_id && again->signature == finish->signature);
        ONSHI_CHECK(again->reason == finish->reason && again->face.has_value() == finish->face.has_value());
    }
    if (const auto offer = wire::parse_consent_offer(body))
        ONSHI_CHECK(wire::parse_consent_offer(wire::write_consent_offer(*offer)) == *offer);
    static_cast<void>(wire::parse_card_registration(body));
    static_cast<void>(wire::parse_card_reception(body));
    static_cast<void>(wire::parse_card_withdrawal(body));
    static_cast<void>(wire::parse_card_begin_answer(body));
    static_cast<void>(wire::parse_card_finish_answer(body));
    return 0;
}
