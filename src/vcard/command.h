#pragma once

#include "card/transport.h"

#include <cstddef>
#include <optional>

namespace onshi::vcard {

/// A command APDU in short form (ISO/IEC 7816-3, 12.1.3), taken apart.
struct Command
{
    std::uint8_t cla = 0, ins = 0, p1 = 0, p2 = 0;
    bool more_follows = false; ///< bit 5 of CLA, taken out of `cla`
    card::Bytes data = {};
    std::optional<std::size_t> expected = {}; ///< Le, 1 to 256

    [[nodiscard]] bool same_as(const Command& other) const
    {
        return cla == other.cla && ins == other.ins && p1 == other.p1 && p2 == other.p2;
    }
};

inline constexpr std::size_t longest_chain = 4096; ///< bytes of chained commands together

/// None if its lengths do not agree; extended lengths are not taken.
[[nodiscard]] std::optional<Command> parse_command(card::ByteView bytes);

} // namespace onshi::vcard
