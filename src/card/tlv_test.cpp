#include "card/tlv.h"

#include "card/text_ap.h"
#include "card/visual_ap.h"

#include <gtest/gtest.h>

using namespace onshi::card;

namespace {

// ISO/IEC 7816-4, 5.2.2.2: a length below 80 is one byte; 81, 82 and 83 say how many bytes it takes.
TEST(Tlv, lengths_in_each_form)
{
    EXPECT_EQ(tlv_header(Bytes{0x30, 0x7F})->length, 0x7FU);
    EXPECT_EQ(tlv_header(Bytes{0x30, 0x81, 0xFF})->length, 0xFFU);
    const auto header = tlv_header(Bytes{0x7F, 0x21, 0x82, 0x02, 0x33});
    ASSERT_TRUE(header);
    EXPECT_EQ(header->tag, 0x7F21);
    EXPECT_EQ(header->size, 5U);
    EXPECT_EQ(header->length, 0x233U);
    EXPECT_EQ(tlv_header(Bytes{0x30, 0x83, 0x01, 0x00, 0x00})->length, 0x10000U);
}

TEST(Tlv, filler_long_tags_and_indefinite_lengths_are_no_header)
{
    EXPECT_FALSE(tlv_header(Bytes{}));
    EXPECT_FALSE(tlv_header(Bytes{0x30}));
    EXPECT_FALSE(tlv_header(Bytes{0xFF, 0xFF, 0xFF}));
    EXPECT_FALSE(tlv_header(Bytes{0x00, 0x00}));
    EXPECT_FALSE(tlv_header(Bytes{0xDF, 0x81, 0x01, 0x00})) << "a tag of three bytes";
    EXPECT_FALSE(tlv_header(Bytes{0x30, 0x80, 0x00, 0x00})) << "indefinite";
    EXPECT_FALSE(tlv_header(Bytes{0x30, 0x84, 0x00, 0x00, 0x00, 0x01})) << "four bytes of length";
    EXPECT_FALSE(tlv_header(Bytes{0x30, 0x82, 0x01})) << "ends in its length";
}

TEST(Tlv, objects_one_after_another_and_filler_behind)
{
    const Bytes bytes{0xDF, 0x22, 0x01, 'a', 0x81, 0x00, 0xFF, 0xFF};
    const auto objects = tlvs(bytes);
    ASSERT_TRUE(objects);
    ASSERT_EQ(objects->size(), 2U);
    EXPECT_EQ(objects->at(0).tag, 0xDF22);
    EXPECT_EQ(objects->at(0).value.size(), 1U);
    EXPECT_EQ(objects->at(0).whole.size(), 4U);
    EXPECT_EQ(objects->at(1).tag, 0x81);
}

TEST(Tlv, only_one_object_of_a_tag_is_taken)
{
    const Bytes twice{0x81, 0x01, 'a', 0x81, 0x01, 'b'}, once{0x81, 0x01, 'a', 0x82, 0x01, 'b'};
    EXPECT_FALSE(only(*tlvs(twice), 0x81));
    EXPECT_TRUE(only(*tlvs(once), 0x81));
    EXPECT_FALSE(only(*tlvs(once), 0x83));
}

TEST(Tlv, written_with_the_shortest_length)
{
    Bytes bytes;
    append_tlv(bytes, 0xDF22, Bytes(0x7F, 'x'));
    EXPECT_EQ(Bytes(bytes.begin(), bytes.begin() + 3), (Bytes{0xDF, 0x22, 0x7F}));
    bytes.clear();
    append_tlv(bytes, 0x30, Bytes(0x80, 'x'));
    EXPECT_EQ(Bytes(bytes.begin(), bytes.begin() + 3), (Bytes{0x30, 0x81, 0x80}));
    bytes.clear();
    append_tlv(bytes, 0x30, Bytes(0x100, 'x'));
    EXPECT_EQ(Bytes(bytes.begin(), bytes.begin() + 4), (Bytes{0x30, 0x82, 0x01, 0x00}));
}

// 架空, 区; the offset table DF21 points past the end of the record.
Bytes attributes_with_wrong_offsets()
{
    return {0xFF, 0x20, 0x2C, 0xDF, 0x21, 0x08, 0x7F, 0xFF, 0x7F, 0xFF, 0x00, 0x00, 0x7F, 0xFF, 0xDF, 0x22,
            0x06, 0xE6, 0x9E, 0xB6, 0xE7, 0xA9, 0xBA, 0xDF, 0x23, 0x03, 0xE5, 0x8C, 0xBA, 0xDF, 0x24, 0x08,
            '1',  '9',  '8',  '0',  '0',  '4',  '0',  '2',  0xDF, 0x25, 0x01, '2',  0xFF, 0xFF, 0xFF};
}

// card.md 4.5: TLV with a lying offset table. Twin of the next one.
TEST(Tlv, offset_table_is_not_believed)
{
    const auto read = parse_attributes(attributes_with_wrong_offsets());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->name, "架空");
    EXPECT_EQ(read->address, "区");
    EXPECT_EQ(read->birth_date.iso(), "1980-04-02");
    EXPECT_EQ(read->sex, 2);
}

// card.md 4.5: TLV with lying lengths. Each differs from the one above in one length.
TEST(Tlv, lying_lengths_are_refused)
{
    for (const std::size_t at : {5, 16, 25, 31, 42}) {
        auto bytes = attributes_with_wrong_offsets();
        bytes.at(at) = 0x7F;
        EXPECT_FALSE(parse_attributes(bytes)) << "length at " << at;
        bytes.at(at) = 0x82;
        EXPECT_FALSE(parse_attributes(bytes)) << "length at " << at;
    }
}

TEST(Tlv, a_card_face_without_a_field_or_with_one_twice_is_none)
{
    Bytes fields;
    const auto add = [&](std::uint16_t tag, const char* text) {
        const std::string value(text);
        append_tlv(fields, tag, Bytes(value.begin(), value.end()));
    };
    add(0xDF22, "19800402");
    add(0xDF23, "1");
    for (std::uint16_t tag = 0xDF24; tag <= 0xDF28; ++tag)
        add(tag, "picture");
    const auto read = [&] {
        Bytes record;
        append_tlv(record, 0xFF20, fields);
        return parse_face(record);
    };
    EXPECT_FALSE(read()) << "without DF29";
    add(0xDF29, "20360402");
    ASSERT_TRUE(read());
    EXPECT_EQ(read()->expiry.iso(), "2036-04-02");
    add(0xDF27, "another photo");
    EXPECT_FALSE(read());
}

} // namespace
