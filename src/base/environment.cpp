#include "base/environment.h"

#include "base/fault.h"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace onshi::base {
namespace {

Instant system_now() { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); }

void read_random(std::span<std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        const auto count = getrandom(bytes.data(), bytes.size(), 0);
        if (count < 0 && errno != EINTR)
            throw Fault(FaultCode::crypto, std::string("getrandom: ") + std::strerror(errno));
        if (count > 0)
            bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

} // namespace

SystemClock::SystemClock(Instant start)
    : offset_(start - system_now())
{
}

Instant SystemClock::now() const { return system_now() + offset_; }

void SystemRandom::fill(std::span<std::uint8_t> bytes)
{
    // A check needs three times 16 bytes: one call to the kernel brings enough for ten.
    struct Reserve
    {
        std::array<std::uint8_t, 512> bytes;
        std::size_t left = 0;
    };
    thread_local Reserve reserve;
    if (bytes.size() > reserve.bytes.size() / 2)
        return read_random(bytes);
    if (reserve.left < bytes.size()) {
        read_random(reserve.bytes);
        reserve.left = reserve.bytes.size();
    }
    const auto given = std::span(reserve.bytes).subspan(reserve.left - bytes.size(), bytes.size());
    std::ranges::copy(given, bytes.begin());
    std::ranges::fill(given, std::uint8_t{0}); // given away once, kept nowhere
    reserve.left -= bytes.size();
}

std::string uuid_v7(const Environment& environment)
{
    // RFC 9562, 5.7: "UUIDv7 ... unix_ts_ms: 48-bit big-endian unsigned number of the Unix Epoch timestamp in
    // milliseconds", then version 0111, 12 random bits, variant 10, 62 random bits.
    auto bytes = random_bytes<16>(environment.random);
    const auto at = std::chrono::floor<std::chrono::milliseconds>(environment.clock.now());
    const auto millis = static_cast<std::uint64_t>(at.time_since_epoch().count());
    for (unsigned i = 0; i < 6; ++i)
        bytes[i] = static_cast<std::uint8_t>(millis >> (40U - 8U * i));
    bytes[6] = static_cast<std::uint8_t>(0x70U | (bytes[6] & 0x0FU));
    bytes[8] = static_cast<std::uint8_t>(0x80U | (bytes[8] & 0x3FU));

    std::string out;
    out.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            out += '-';
        out += "0123456789abcdef"[bytes[i] >> 4U];
        out += "0123456789abcdef"[bytes[i] & 0x0FU];
    }
    return out;
}

} // namespace onshi::base
