#include "vcard/direct_transport.h"

namespace onshi::vcard {

card::CardResult<card::Bytes> DirectTransport::transmit(card::ByteView command)
{
    if (left_ == 0) {
        card_.power_off();
        return std::unexpected(card::CardTrouble{card::Trouble::removed});
    }
    if (left_ > 0)
        --left_;
    return card_.process(command);
}

card::CardResult<void> DirectTransport::power_cycle()
{
    if (left_ == 0)
        return std::unexpected(card::CardTrouble{card::Trouble::removed});
    card_.power_off();
    return {};
}

} // namespace onshi::vcard
