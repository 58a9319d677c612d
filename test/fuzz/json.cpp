#include "wire/json.h"

#include "base/fault.h"

#include <cstddef>
#include <cstdint>

using namespace onshi;

// A document that is read means the same in both of its printed forms. Boost.JSON 1.81 may read the last digit of a
// fraction wrong, and prints every fraction with an E: with one in it, a printed form need only be JSON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto json = wire::Json::parse({reinterpret_cast<const char*>(data), size});
    if (!json)
        return 0;
    const auto compact = json->compact();
    if (compact.size() > 100'000)
        return 0; // a printed form may be longer than what is read
    const auto from_compact = wire::Json::parse(compact);
    const auto from_pretty = wire::Json::parse(json->pretty());
    ONSHI_CHECK(from_compact && from_pretty);
    ONSHI_CHECK(compact.contains('E') || from_compact->compact() == compact);
    ONSHI_CHECK(compact.contains('E') || from_pretty->compact() == compact);
    (void)json->text_of("detail");
    return 0;
}
