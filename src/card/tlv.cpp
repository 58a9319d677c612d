#include "card/tlv.h"

#include "base/fault.h"

#include <algorithm>

namespace onshi::card {

namespace {

bool filler(std::uint8_t byte) { return byte == 0xFF || byte == 0x00; }

// X.690, 8.1.2.4: a first byte that ends in five ones goes on in the next, whose top bit says whether another follows.
std::optional<TlvHeader> tag_of(ByteView bytes)
{
    if (bytes.empty() || bytes[0] == 0x00)
        return std::nullopt;
    if ((bytes[0] & 0x1FU) != 0x1FU)
        return TlvHeader{bytes[0], 1, 0};
    if (bytes.size() < 2 || (bytes[1] & 0x80U) != 0)
        return std::nullopt;
    return TlvHeader{static_cast<std::uint16_t>(bytes[0] << 8U | bytes[1]), 2, 0};
}

} // namespace

std::optional<TlvHeader> tlv_header(ByteView bytes)
{
    auto header = tag_of(bytes);
    if (!header || bytes.size() <= header->size)
        return std::nullopt;
    const std::size_t first = bytes[header->size++];
    if (first < 0x80) {
        header->length = first;
        return header;
    }
    const std::size_t more = first & 0x7FU;
    if (more == 0 || more > 3 || bytes.size() < header->size + more)
        return std::nullopt;
    for (std::size_t i = 0; i < more; ++i)
        header->length = header->length << 8U | bytes[header->size++];
    return header;
}

std::optional<std::vector<Tlv>> tlvs(ByteView bytes)
{
    std::vector<Tlv> objects;
    while (!bytes.empty()) {
        if (std::ranges::all_of(bytes, filler))
            break;
        const auto header = tlv_header(bytes);
        if (!header || header->length > bytes.size() - header->size)
            return std::nullopt;
        const auto size = header->size + header->length;
        objects.push_back({header->tag, bytes.subspan(header->size, header->length), bytes.first(size)});
        bytes = bytes.subspan(size);
    }
    return objects;
}

std::optional<Tlv> only(const std::vector<Tlv>& objects, std::uint16_t tag)
{
    const auto same = [tag](const Tlv& object) { return object.tag == tag; };
    if (std::ranges::count_if(objects, same) != 1)
        return std::nullopt;
    return *std::ranges::find_if(objects, same);
}

void append_tlv(Bytes& to, std::uint16_t tag, ByteView value)
{
    ONSHI_CHECK(value.size() <= 0xFFFF);
    const auto add = [&](std::size_t byte) { to.push_back(static_cast<std::uint8_t>(byte)); };
    if (tag > 0xFF)
        add(tag >> 8U);
    add(tag & 0xFFU);
    if (value.size() > 0xFF) {
        add(0x82);
        add(value.size() >> 8U);
    } else if (value.size() > 0x7F) {
        add(0x81);
    }
    add(value.size() & 0xFFU);
    to.insert(to.end(), value.begin(), value.end());
}

} // namespace onshi::card
