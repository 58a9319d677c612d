#pragma once

#include "base/fault.h"

#include <cstddef>
#include <cstdint>
#include <limits>

/// Randomness without memory: what is drawn depends on (seed, index, purpose) alone, so that any household can be made
/// by itself, in any order, on any machine. Integers only: std::*_distribution and floating point differ between
/// standard libraries, and a town must have the same bytes everywhere. Not for secrets.
namespace onshi::synth {

/// A bijection of 64-bit numbers that sends zero to zero and spreads every bit over all (the finaliser of splitmix64).
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

/// Each purpose has its own stream, so that one more draw for a name moves nobody's employer.
enum class Purpose : std::uint64_t {
    shapes = 1,
    place,
    people,
    names,
    work,
    history,
    certificates,
    facility,
    former_names,
    moves,
    conditions,
    irregular,
};

/// One stream. Copyable value; one thread at a time.
class Draw
{
public:
    Draw(std::uint64_t seed, std::uint64_t index, Purpose purpose)
        : state_(mixed(mixed(seed + step) ^ mixed(index + 2 * step)) +
                 mixed(static_cast<std::uint64_t>(purpose) * step))
    {
    }

    [[nodiscard]] std::uint64_t next() { return mixed(state_ += step); }

    /// 0 to n - 1, each as likely as the other to within 2^-32. n is not zero.
    [[nodiscard]] std::uint32_t below(std::size_t n)
    {
        if (n == 0 || n > std::numeric_limits<std::uint32_t>::max()) [[unlikely]]
            out_of_range();
        return static_cast<std::uint32_t>(((next() >> 32) * n) >> 32);
    }
    /// The smaller of two draws: small numbers are likelier, as big cities, big employers and common names are.
    [[nodiscard]] std::uint32_t skewed_below(std::size_t n)
    {
        const auto a = below(n);
        const auto b = below(n);
        return a < b ? a : b;
    }
    /// True `p` times in a thousand.
    [[nodiscard]] bool permille(std::uint32_t p) { return below(1000) < p; }

private:
    // Out of line, so that below() is short enough to be inlined.
    [[noreturn, gnu::cold, gnu::noinline]] static void out_of_range()
    {
        throw base::Bug("a draw of none, or of too many");
    }

    static constexpr std::uint64_t step = 0x9e3779b97f4a7c15ULL; ///< odd, so the state visits every number
    std::uint64_t state_;
};

} // namespace onshi::synth
