#include "vcard/command.h"

namespace onshi::vcard {

std::optional<Command> parse_command(card::ByteView bytes)
{
    constexpr std::size_t header = 4;
    constexpr std::uint8_t more_follows = 0x10;
    if (bytes.size() < header)
        return std::nullopt;
    Command command{static_cast<std::uint8_t>(bytes[0] & ~more_follows), bytes[1], bytes[2], bytes[3],
                    (bytes[0] & more_follows) != 0};
    const auto body = bytes.subspan(header);
    const auto expected = [](std::uint8_t le) { return le == 0 ? std::size_t{256} : le; };
    if (body.empty())
        return command;
    if (body.size() == 1) {
        command.expected = expected(body[0]);
        return command;
    }
    const std::size_t count = body[0];
    if (count == 0 || body.size() - 1 < count || body.size() - 1 > count + 1)
        return std::nullopt;
    command.data.assign(body.begin() + 1, body.begin() + 1 + static_cast<std::ptrdiff_t>(count));
    if (body.size() - 1 == count + 1)
        command.expected = expected(body.back());
    return command;
}

} // namespace onshi::vcard
