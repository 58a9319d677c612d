#pragma once

#include "card/trouble.h"

#include <cstdint>
#include <span>
#include <vector>

namespace onshi::card {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// The way to one card. Three exist: PcscTransport, vcard::DirectTransport (the virtual card in this process) and
/// test::ScriptedTransport. One thread at a time.
class Transport
{
public:
    Transport() = default;
    virtual ~Transport() = default;
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;

    /// One command APDU (ISO/IEC 7816-4, short form: at most 261 bytes), one answer with its two status bytes.
    [[nodiscard]] virtual CardResult<Bytes> transmit(ByteView command) = 0;
    /// Takes the power from the card and gives it back: what it selected and verified is forgotten.
    [[nodiscard]] virtual CardResult<void> power_cycle() = 0;
    /// What it said when it got power. Tells nothing of whose card it is; contactless readers make it up.
    [[nodiscard]] virtual Bytes atr() const = 0;
};

} // namespace onshi::card
