#pragma once

#include "card/transport.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// BER-TLV (ISO/IEC 7816-4 annex E) as cards write it, read without trusting a length: what does not lie wholly inside
/// the bytes given does not exist. Tags of one or two bytes, definite lengths of up to three. Any thread.
namespace onshi::card {

struct Tlv
{
    std::uint16_t tag; ///< 0x30, 0xDF22
    ByteView value;
    ByteView whole; ///< tag and length too
};

struct TlvHeader
{
    std::uint16_t tag;
    std::size_t size; ///< of tag and length
    std::size_t length;
};

/// Six bytes are enough for any header that is read here. None: no tag (FF and 00 are filler), a longer tag, an
/// indefinite length, or one of more than three bytes.
[[nodiscard]] std::optional<TlvHeader> tlv_header(ByteView bytes);

/// The objects one after another; filler after the last is left out. None if one of them does not fit.
[[nodiscard]] std::optional<std::vector<Tlv>> tlvs(ByteView bytes);

/// The one object with this tag. None if there is none, or more than one: a card that says two things says nothing.
[[nodiscard]] std::optional<Tlv> only(const std::vector<Tlv>& objects, std::uint16_t tag);

/// Header and value, with the shortest length. At most 65,535 bytes of value.
void append_tlv(Bytes& to, std::uint16_t tag, ByteView value);

} // namespace onshi::card
