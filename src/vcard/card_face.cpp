#include "vcard/card_face.h"

#include "base/era_date.h"
#include "base/fault.h"
#include "card/tlv.h"
#include "pki/digest.h"
#include "vcard/picture.h"

#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace onshi::vcard {

namespace {

constexpr std::uint16_t record_tag = 0xFF20, offsets_tag = 0xDF21, first_field = 0xDF22;

card::Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

std::string_view text_of(card::ByteView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

std::string sex_letter(int sex) { return std::to_string(sex); }

// FF20 { DF21, the offsets of the fields in the record's value, two bytes each; then the fields, DF22 and on }.
card::Bytes record(std::span<const card::Bytes> fields)
{
    constexpr std::size_t offsets_header = 3;
    card::Bytes offsets, objects, value, whole;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto at = offsets_header + 2 * fields.size() + objects.size();
        offsets.push_back(static_cast<std::uint8_t>(at >> 8U));
        offsets.push_back(static_cast<std::uint8_t>(at));
        card::append_tlv(objects, static_cast<std::uint16_t>(first_field + i), fields[i]);
    }
    card::append_tlv(value, offsets_tag, offsets);
    value.insert(value.end(), objects.begin(), objects.end());
    card::append_tlv(whole, record_tag, value);
    return whole;
}

card::Bytes public_key(const RsaKey& key)
{
    constexpr std::uint16_t exponent = 0x90, modulus = 0x91;
    card::Bytes object;
    card::append_tlv(object, exponent, card::Bytes{0x01, 0x00, 0x01});
    card::append_tlv(object, modulus, key.modulus());
    return object;
}

// Black and white blocks that follow the text's bytes: another text, another picture.
card::Bytes blocks(std::string_view text)
{
    constexpr std::size_t block = 4, rows = 8;
    return png(block * std::max<std::size_t>(text.size(), 1), block * rows,
               [text](std::size_t column, std::size_t row) {
                   const auto byte = text.empty() ? 0U : static_cast<unsigned char>(text[column / block]);
                   return static_cast<std::uint8_t>((byte >> (row / block) & 1U) != 0 ? 0 : 255);
               });
}

// A round head on shoulders, darker or lighter by the name.
card::Bytes portrait(std::string_view name)
{
    constexpr int width = 96, height = 120;
    const auto skin = static_cast<std::uint8_t>(120 + pki::sha256({name})[0] / 4);
    return png(width, height, [skin](std::size_t column, std::size_t row) -> std::uint8_t {
        const int x = static_cast<int>(column) - width / 2, y = static_cast<int>(row) - 50, low = y - 75;
        if (x * x + y * y < 30 * 30)
            return (y == -8 && (x / 4 == 3 || x / 4 == -3)) || (y == 14 && x * x < 100) ? 30 : skin;
        return x * x + low * low < 45 * 45 ? 70 : 235;
    });
}

} // namespace

std::string face_number_of(const Printed& printed)
{
    const auto era = base::era_short(printed.birth_date); // "R08.04.01"
    ONSHI_CHECK(era.has_value());
    return era->substr(1, 2) + era->substr(4, 2) + era->substr(7, 2) + std::to_string(printed.expiry.year()) +
           printed.security_code;
}

card::Bytes text_record(const Printed& printed)
{
    const std::vector<card::Bytes> fields{bytes_of(printed.name), bytes_of(printed.address),
                                          bytes_of(printed.birth_date.compact()), bytes_of(sex_letter(printed.sex))};
    return record(fields);
}

card::Bytes text_signature(card::ByteView record, const RsaKey& issuer)
{
    constexpr std::uint16_t object_tag = 0xFF30, digest_tag = 0xDF31, signature_tag = 0xDF32;
    const auto digest = pki::sha256({text_of(record)});
    card::Bytes value, object;
    card::append_tlv(value, digest_tag, digest);
    card::append_tlv(value, signature_tag, issuer.sign(record));
    card::append_tlv(object, object_tag, value);
    return object;
}

card::Bytes face_record(const Printed& printed, const RsaKey& card_key, const RsaKey& issuer)
{
    std::vector<card::Bytes> fields{bytes_of(printed.birth_date.compact()),
                                    bytes_of(sex_letter(printed.sex)),
                                    public_key(card_key),
                                    blocks(printed.name),
                                    blocks(printed.address),
                                    portrait(printed.name)};
    card::Bytes signed_part;
    for (std::size_t i = 0; i < fields.size(); ++i)
        card::append_tlv(signed_part, static_cast<std::uint16_t>(first_field + i), fields[i]);
    fields.push_back(issuer.sign(signed_part));
    fields.push_back(bytes_of(printed.expiry.compact()));
    fields.push_back(blocks(printed.security_code));
    return record(fields);
}

} // namespace onshi::vcard
