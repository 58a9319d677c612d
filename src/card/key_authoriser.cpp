#include "card/key_authoriser.h"

#include <string_view>

namespace onshi::card {

namespace {

constexpr std::uint16_t terminal_key_file = 0x0016;
// P1 P2 of its own: no command known of a real card looks like it.
constexpr std::array<std::uint8_t, 4> load_certificate{0x80, 0xA2, 0x4F, 0x4E};
constexpr std::array<std::uint8_t, 4> external_authenticate{0x00, 0x82, 0x00, 0x00};
constexpr std::uint8_t challenge_size = 32;
constexpr std::string_view label{"ONSHI-TERMINAL-AUTH/1\0", 22};

} // namespace

CardResult<void> PinAuthoriser::authorise(JpkiAp& application) { return application.verify_pin(pin_, last_try_); }

CardResult<void> TerminalAuthoriser::authorise(JpkiAp& application)
{
    auto& channel = application.channel();
    if (auto loaded =
            then(application.select(terminal_key_file), [&] { return channel.put(load_certificate, certificate_); });
        !loaded)
        return loaded;
    const auto challenge = channel.challenge(challenge_size);
    if (!challenge)
        return std::unexpected(challenge.error());
    Bytes message(label.begin(), label.end());
    message.insert(message.end(), challenge->begin(), challenge->end());
    return channel.put(external_authenticate, sign_(message));
}

} // namespace onshi::card
