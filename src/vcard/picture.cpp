#include "vcard/picture.h"

#include "base/fault.h"

#include <algorithm>
#include <string_view>

namespace onshi::vcard {

namespace {

void append_number(card::Bytes& to, std::size_t number, unsigned bytes)
{
    for (unsigned left = bytes; left-- > 0;)
        to.push_back(static_cast<std::uint8_t>(number >> (8 * left)));
}

// ISO/IEC 15948, 5.5.
std::uint32_t crc32(card::ByteView bytes)
{
    std::uint32_t crc = ~0U;
    for (const auto byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1U) != 0 ? 0xEDB88320U ^ crc >> 1U : crc >> 1U;
    }
    return ~crc;
}

void append_chunk(card::Bytes& to, std::string_view type, card::ByteView data)
{
    append_number(to, data.size(), 4);
    const auto begin = to.size();
    to.insert(to.end(), type.begin(), type.end());
    to.insert(to.end(), data.begin(), data.end());
    append_number(to, crc32(card::ByteView(to).subspan(begin)), 4);
}

// RFC 1950 around one stored block of RFC 1951.
card::Bytes stored(card::ByteView data)
{
    ONSHI_CHECK(data.size() <= 0xFFFF);
    card::Bytes out{0x78, 0x01, 0x01};
    const auto size = static_cast<std::uint16_t>(data.size()), inverse = static_cast<std::uint16_t>(~size);
    for (const auto number : {size, inverse}) {
        out.push_back(static_cast<std::uint8_t>(number));
        out.push_back(static_cast<std::uint8_t>(number >> 8U));
    }
    out.insert(out.end(), data.begin(), data.end());
    std::uint32_t a = 1, b = 0;
    constexpr std::uint32_t modulus = 65521;
    for (const auto byte : data) {
        a = (a + byte) % modulus;
        b = (b + a) % modulus;
    }
    append_number(out, b << 16U | a, 4);
    return out;
}

} // namespace

card::Bytes png(std::size_t width, std::size_t height,
                const std::function<std::uint8_t(std::size_t column, std::size_t row)>& shade)
{
    card::Bytes out{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}, header, rows;
    append_number(header, width, 4);
    append_number(header, height, 4);
    for (const auto setting : {8, 0, 0, 0, 0}) // 8 bits of grey, no filter, no interlace
        header.push_back(static_cast<std::uint8_t>(setting));
    for (std::size_t row = 0; row < height; ++row) {
        rows.push_back(0);
        for (std::size_t column = 0; column < width; ++column)
            rows.push_back(shade(column, row));
    }
    append_chunk(out, "IHDR", header);
    append_chunk(out, "IDAT", stored(rows));
    append_chunk(out, "IEND", {});
    return out;
}

} // namespace onshi::vcard
