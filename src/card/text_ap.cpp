#include "card/text_ap.h"

#include "base/text.h"
#include "card/tlv.h"

#include <string_view>

namespace onshi::card {

namespace {

constexpr std::array<std::uint8_t, 10> application{0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08};
constexpr std::uint16_t attribute_file = 0x0002, pin_file = 0x0011, face_number_file = 0x0015;
constexpr std::uint16_t attribute_tag = 0xFF20, name_tag = 0xDF22, address_tag = 0xDF23, birth_tag = 0xDF24,
                        sex_tag = 0xDF25;
constexpr std::size_t largest_text = 2048;

std::optional<std::string> text_of(const std::vector<Tlv>& fields, std::uint16_t tag)
{
    const auto field = only(fields, tag);
    if (!field)
        return std::nullopt;
    std::string text(field->value.begin(), field->value.end());
    return base::is_utf8(text) && !base::has_control(text) ? std::optional(text) : std::nullopt;
}

} // namespace

std::optional<Attributes> parse_attributes(ByteView object)
{
    const auto header = tlv_header(object);
    const auto fields = header && header->tag == attribute_tag ? tlvs(object.subspan(header->size)) : std::nullopt;
    if (!fields)
        return std::nullopt;
    // By tag, and never by the offset table of DF21: cards exist on which it is wrong.
    const auto name = text_of(*fields, name_tag), address = text_of(*fields, address_tag),
               birth = text_of(*fields, birth_tag), sex = text_of(*fields, sex_tag);
    const auto born = birth ? base::Date::parse_compact(*birth) : std::nullopt;
    if (!name || !address || !born || !sex || sex->size() != 1 || !std::string_view("1239").contains(sex->front()))
        return std::nullopt;
    return Attributes{*name, *address, *born, sex->front() - '0'};
}

CardResult<void> TextAp::select(std::uint16_t file)
{
    return then(channel_.enter(application), [&] { return channel_.select(file); });
}

CardResult<int> TextAp::pin_tries()
{
    return then(select(pin_file), [&] { return channel_.tries_left(); });
}

CardResult<void> TextAp::open(const Pin& pin)
{
    const auto left = pin_tries();
    if (!left)
        return std::unexpected(left.error());
    if (*left <= 1)
        return std::unexpected(CardTrouble{*left == 0 ? Trouble::pin_blocked : Trouble::last_try, *left});
    return channel_.verify(pin.ascii());
}

CardResult<void> TextAp::open(const FaceNumber& number)
{
    return then(select(face_number_file), [&] { return channel_.verify(number.ascii()); });
}

CardResult<Attributes> TextAp::attributes()
{
    const auto object = then(select(attribute_file), [&] { return channel_.read_object(attribute_tag, largest_text); });
    if (!object)
        return std::unexpected(object.error());
    auto attributes = parse_attributes(*object);
    if (!attributes)
        return std::unexpected(CardTrouble{Trouble::malformed});
    return std::move(*attributes);
}

} // namespace onshi::card
