#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// The part of CBOR (RFC 8949) that authenticators write (CTAP2 canonical form): whole numbers, byte and text strings,
/// arrays and maps of a known length, true, false and null. Pure functions, any thread.
namespace onshi::pki {

struct Cbor
{
    enum class Kind : std::uint8_t { number, bytes, text, array, map, simple };
    Kind kind = Kind::simple;
    struct Pair;
    std::int64_t number = 0; ///< of a number; of simple 0 false, 1 true, 2 null
    std::string_view string; ///< of bytes and text: a view of what was read
    std::vector<Cbor> items; ///< of an array
    std::vector<Pair> pairs; ///< of a map

    [[nodiscard]] const Cbor* at(std::int64_t key) const;     ///< of a map; null if there is none
    [[nodiscard]] const Cbor* at(std::string_view key) const; ///< the same, by a text
};

/// Not std::pair, which asks about Cbor before Cbor is whole.
struct Cbor::Pair
{
    Cbor key, value;
};

/// The item at the front of the bytes; they then begin behind it. None for anything else of CBOR (tags, fractions,
/// lengths that are not in their shortest form or not known), nesting deeper than 4, or an end too early. Never reads
/// or keeps more than the bytes hold.
[[nodiscard]] std::optional<Cbor> take_cbor(std::string_view& bytes);

} // namespace onshi::pki
