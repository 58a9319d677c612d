#pragma once

#include "base/date.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

/// Time, randomness and whatever else comes from outside enter here and nowhere else.
namespace onshi::base {

class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0; ///< any thread
};

class Random
{
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0; ///< any thread; unpredictable (except in tests)
};

/// Owned by main() (or by a test) and passed down. Outlives everything that holds it.
struct Environment
{
    const Clock& clock;
    Random& random;
    bool development = false; ///< `development = true` in the configuration: shown wherever the system shows itself
};

/// The operating system's clock, moved by a fixed offset (zero in production; `--clock` in development).
class SystemClock final : public Clock
{
public:
    SystemClock() = default;
    /// From now on the clock goes on from `start`.
    explicit SystemClock(Instant start);
    [[nodiscard]] Instant now() const override;

private:
    std::chrono::microseconds offset_{0};
};

/// getrandom(2).
class SystemRandom final : public Random
{
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

/// UUID version 7 (RFC 9562): ordered by time, so that an index over it grows at its end.
[[nodiscard]] std::string uuid_v7(const Environment& environment);

template<std::size_t N>
[[nodiscard]] std::array<std::uint8_t, N> random_bytes(Random& random)
{
    std::array<std::uint8_t, N> bytes{};
    random.fill(bytes);
    return bytes;
}

} // namespace onshi::base
