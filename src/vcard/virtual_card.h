#pragma once

#include "base/environment.h"
#include "vcard/counters.h"
#include "vcard/persona.h"

#include <memory>

namespace onshi::vcard {

/// The card itself: a state machine over APDUs, without I/O but its counters. Persona, counters and randomness outlive
/// it. One thread at a time. Throws base::Fault(crypto) if a key cannot be read, and what the counters throw: a card
/// that cannot count does not answer.
class VirtualCard
{
public:
    VirtualCard(const Persona& persona, Counters& counters, base::Random& random);
    ~VirtualCard();
    VirtualCard(const VirtualCard&) = delete;
    VirtualCard& operator=(const VirtualCard&) = delete;

    /// One command, one answer of at least its two status bytes, whatever the command's bytes are.
    [[nodiscard]] card::Bytes process(card::ByteView command);
    void power_off(); ///< forgets what was selected and verified
    void reset();     ///< warm reset: forgets what was selected; the profile says whether also what was verified
    [[nodiscard]] card::Bytes atr() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace onshi::vcard
