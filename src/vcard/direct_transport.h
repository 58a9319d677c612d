#pragma once

#include "card/transport.h"
#include "vcard/virtual_card.h"

namespace onshi::vcard {

/// The virtual card in this process, for tests. `pull` is the hand that takes it away.
class DirectTransport final : public card::Transport
{
public:
    explicit DirectTransport(VirtualCard& card)
        : card_(card)
    {
        card_.power_off();
    }
    ~DirectTransport() override { card_.power_off(); }

    [[nodiscard]] card::CardResult<card::Bytes> transmit(card::ByteView command) override;
    [[nodiscard]] card::CardResult<void> power_cycle() override;
    [[nodiscard]] card::Bytes atr() const override { return card_.atr(); }

    /// From now on the answer is `removed`, for ever; with a number, after so many further commands.
    void pull(int after_commands = 0) { left_ = after_commands; }

private:
    VirtualCard& card_;
    int left_ = -1; ///< commands until it is pulled; negative: it stays
};

} // namespace onshi::vcard
