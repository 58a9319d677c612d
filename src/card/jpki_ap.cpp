#include "card/jpki_ap.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace onshi::card {

namespace {

constexpr std::array<std::uint8_t, 10> application{0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01};
constexpr std::uint16_t token_file = 0x0006, certificate_file = 0x000A, authority_file = 0x000B, key_file = 0x0017,
                        pin_file = 0x0018;
constexpr std::uint16_t sequence = 0x30;
constexpr std::size_t label_size = 32;            // of CK_TOKEN_INFO (PKCS #11), padded with spaces
constexpr std::size_t largest_certificate = 4096; // seen: 1,200 to 1,500 bytes

constexpr std::array<std::pair<std::string_view, TokenKind>, 3> tokens{{
    {"JPKIAPICCTOKEN2", TokenKind::card},
    {"JPKIAPGPSETOKEN", TokenKind::android},
    {"JPKIAPIOSTOKEN", TokenKind::ios},
}};

CardResult<std::string> as_text(CardResult<Bytes> bytes)
{
    if (!bytes)
        return std::unexpected(bytes.error());
    return std::string(bytes->begin(), bytes->end());
}

} // namespace

CardResult<void> JpkiAp::select(std::uint16_t file)
{
    return then(channel_.enter(application), [&] { return channel_.select(file); });
}

CardResult<TokenKind> JpkiAp::token_kind()
{
    const auto label = as_text(then(select(token_file), [&] { return channel_.read_bytes(label_size); }));
    if (!label)
        return std::unexpected(label.error());
    const auto padding = std::string(" \0", 2);
    const auto name = label->substr(0, label->find_last_not_of(padding) + 1);
    const auto* known = std::ranges::find(tokens, name, &std::pair<std::string_view, TokenKind>::first);
    if (known == tokens.end())
        return std::unexpected(CardTrouble{Trouble::not_a_my_number_card});
    return known->second;
}

CardResult<std::string> JpkiAp::certificate()
{
    return as_text(then(select(certificate_file), [&] { return channel_.read_object(sequence, largest_certificate); }));
}

CardResult<std::string> JpkiAp::authority_certificate()
{
    return as_text(then(select(authority_file), [&] { return channel_.read_object(sequence, largest_certificate); }));
}

CardResult<int> JpkiAp::pin_tries()
{
    return then(select(pin_file), [&] { return channel_.tries_left(); });
}

CardResult<void> JpkiAp::verify_pin(const Pin& pin, LastTry last_try)
{
    const auto left = pin_tries();
    if (!left)
        return std::unexpected(left.error());
    if (*left == 0)
        return std::unexpected(CardTrouble{Trouble::pin_blocked});
    if (*left == 1 && last_try == LastTry::refuse)
        return std::unexpected(CardTrouble{Trouble::last_try, 1});
    return channel_.verify(pin.ascii());
}

CardResult<std::string> JpkiAp::sign(const Sha256Value& sha256)
{
    return as_text(then(select(key_file), [&] { return channel_.sign(sha256); }));
}

} // namespace onshi::card
