#include "support/test_environment.h"

#include "base/fault.h"

namespace onshi::test {

void CountingRandom::fill(std::span<std::uint8_t> bytes)
{
    for (auto& byte : bytes) {
        const auto n = next_++;
        byte = static_cast<std::uint8_t>((n * 0x9e3779b97f4a7c15U) >> 56U);
    }
}

base::Date date(const char* iso)
{
    const auto parsed = base::Date::parse_iso(iso);
    ONSHI_CHECK(parsed.has_value());
    return *parsed;
}

base::Instant instant(const char* iso)
{
    const auto parsed = base::parse_instant(iso);
    ONSHI_CHECK(parsed.has_value());
    return *parsed;
}

} // namespace onshi::test
