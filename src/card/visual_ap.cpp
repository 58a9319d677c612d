#include "card/visual_ap.h"

#include "card/tlv.h"

#include <string>
#include <string_view>

namespace onshi::card {

namespace {

constexpr std::array<std::uint8_t, 10> application{0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02};
constexpr std::uint16_t face_file = 0x0002, issuer_file = 0x0004, face_number_file = 0x0012;
constexpr std::uint16_t face_tag = 0xFF20, issuer_tag = 0x7F21;
constexpr std::uint16_t birth = 0xDF22, sex = 0xDF23, key = 0xDF24, name = 0xDF25, address = 0xDF26, photo = 0xDF27,
                        signature = 0xDF28, expiry = 0xDF29;
constexpr std::size_t largest_issuer = 2048;

std::optional<base::Date> date_of(ByteView value)
{
    return base::Date::parse_compact(std::string(value.begin(), value.end()));
}

// What the issuer signed: the objects DF22 to DF27 in their order, each once, as they lie on the card.
std::optional<Bytes> signed_part(const std::vector<Tlv>& fields)
{
    Bytes part;
    for (auto tag : {birth, sex, key, name, address, photo}) {
        const auto field = only(fields, tag);
        if (!field)
            return std::nullopt;
        part.insert(part.end(), field->whole.begin(), field->whole.end());
    }
    return part;
}

} // namespace

std::optional<CardFace> parse_face(ByteView object)
{
    const auto header = tlv_header(object);
    const auto fields = header && header->tag == face_tag ? tlvs(object.subspan(header->size)) : std::nullopt;
    const auto part = fields ? signed_part(*fields) : std::nullopt;
    if (!part)
        return std::nullopt;
    const auto value = [&](std::uint16_t tag) {
        const auto field = only(*fields, tag);
        return field ? Bytes(field->value.begin(), field->value.end()) : Bytes{};
    };
    const auto born = date_of(value(birth)), ends = date_of(value(expiry));
    const auto letter = value(sex);
    if (!born || !ends || letter.size() != 1 || !std::string_view("1239").contains(static_cast<char>(letter.front())))
        return std::nullopt;
    return CardFace{*born,        letter.front() - '0', value(key), value(name), value(address),
                    value(photo), value(signature),     *part,      *ends};
}

std::optional<RsaPublicKey> own_key(const CardFace& face)
{
    constexpr std::uint16_t exponent_tag = 0x90, modulus_tag = 0x91;
    const auto parts = tlvs(face.public_key);
    const auto exponent = parts ? only(*parts, exponent_tag) : std::nullopt;
    const auto modulus = parts ? only(*parts, modulus_tag) : std::nullopt;
    if (!exponent || !modulus)
        return std::nullopt;
    return RsaPublicKey{{modulus->value.begin(), modulus->value.end()},
                        {exponent->value.begin(), exponent->value.end()}};
}

CardResult<void> VisualAp::select(std::uint16_t file)
{
    return then(channel_.enter(application), [&] { return channel_.select(file); });
}

CardResult<void> VisualAp::open(const FaceNumber& number)
{
    return then(select(face_number_file), [&] { return channel_.verify(number.ascii()); });
}

CardResult<CardFace> VisualAp::face()
{
    const auto object = then(select(face_file), [&] { return channel_.read_object(face_tag, largest_file); });
    if (!object)
        return std::unexpected(object.error());
    auto face = parse_face(*object);
    if (!face)
        return std::unexpected(CardTrouble{Trouble::malformed});
    return std::move(*face);
}

CardResult<Bytes> VisualAp::issuer_certificate()
{
    return then(select(issuer_file), [&] { return channel_.read_object(issuer_tag, largest_issuer); });
}

CardResult<Bytes> VisualAp::prove(const Sha256Value& sha256)
{
    return then(channel_.enter(application), [&] { return channel_.prove(sha256); });
}

} // namespace onshi::card
