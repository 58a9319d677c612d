#include "base/fault.h"
#include "base/text.h"
#include "wire/eligibility_message.h"
#include "wire/json.h"

#include <cstddef>
#include <cstdint>

using namespace onshi;

// What can be read can be written, read again and written to the same bytes, in both character codes. Of the first
// reading some may be lost (a share where the interface has no place for it, a kana name's unusual characters).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    auto answer = wire::parse_eligibility_answer({reinterpret_cast<const char*>(data), size});
    if (!answer)
        return 0;
    for (const auto code : {wire::CharacterCode::utf8, wire::CharacterCode::shift_jis}) {
        answer->character_code = code;
        const auto bytes = wire::write_eligibility_answer(*answer);
        const auto again = wire::parse_eligibility_answer(bytes);
        ONSHI_CHECK(again.has_value());
        const auto rewritten = wire::write_eligibility_answer(*again);
        const auto third = wire::parse_eligibility_answer(rewritten);
        ONSHI_CHECK(third.has_value());
        ONSHI_CHECK(wire::write_eligibility_answer(*third) == rewritten);
    }
    ONSHI_CHECK(base::is_utf8(wire::eligibility_answer_words(*answer)));
    ONSHI_CHECK(wire::Json::parse(wire::eligibility_answer_json(*answer)).has_value());
    return 0;
}
