#include "base/fault.h"
#include "card/text_ap.h"
#include "card/tlv.h"
#include "card/visual_ap.h"

#include <cstddef>
#include <cstdint>

using namespace onshi;

// What a card may answer. Objects lie inside the bytes, one after another, header and value make the whole; what was
// read as a record is read from a rewritten one too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const card::ByteView bytes(data, size);
    if (const auto header = card::tlv_header(bytes))
        ONSHI_CHECK(header->size <= 6 && header->size <= size);
    if (const auto objects = card::tlvs(bytes)) {
        const auto* at = data;
        card::Bytes written;
        bool short_ones = true;
        for (const auto& object : *objects) {
            ONSHI_CHECK(object.whole.data() == at && object.value.data() + object.value.size() <= data + size);
            at += object.whole.size();
            ONSHI_CHECK(object.value.data() + object.value.size() == at);
            short_ones = short_ones && object.value.size() <= 0xFFFF;
            if (short_ones)
                card::append_tlv(written, object.tag, object.value);
        }
        const auto again = card::tlvs(written);
        ONSHI_CHECK(!short_ones || (again && again->size() == objects->size()));
    }
    (void)card::parse_attributes(bytes);
    if (const auto face = card::parse_face(bytes))
        ONSHI_CHECK(face->signed_part.size() < size);
    return 0;
}
