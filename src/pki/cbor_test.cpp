#include "pki/cbor.h"

#include <gmock/gmock.h>

namespace onshi::pki {

namespace {

using namespace std::string_literals;

std::optional<Cbor> whole(std::string_view bytes)
{
    auto item = take_cbor(bytes);
    return bytes.empty() ? item : std::nullopt;
}

// RFC 8949, appendix A.
TEST(Cbor, examples_of_the_rfc)
{
    EXPECT_EQ(whole("\x00"s)->number, 0);
    EXPECT_EQ(whole("\x17"s)->number, 23);
    EXPECT_EQ(whole("\x18\x18"s)->number, 24);
    EXPECT_EQ(whole("\x19\x03\xe8"s)->number, 1000);
    EXPECT_EQ(whole("\x1b\x00\x00\x00\xe8\xd4\xa5\x10\x00"s)->number, 1'000'000'000'000);
    EXPECT_EQ(whole("\x20"s)->number, -1);
    EXPECT_EQ(whole("\x39\x03\xe7"s)->number, -1000);
    EXPECT_EQ(whole("\xf4"s)->number, 0);
    EXPECT_EQ(whole("\xf5"s)->number, 1);
    EXPECT_EQ(whole("\x44\x01\x02\x03\x04"s)->string, "\x01\x02\x03\x04");
    EXPECT_EQ(whole("\x64IETF"s)->string, "IETF");
    EXPECT_EQ(whole("\x82\x01\x82\x02\x03"s)->items.at(1).items.at(1).number, 3);
    const auto bytes = "\xa2\x61\x61\x01\x61\x62\x82\x02\x03"s; // what is read is a view of it
    const auto map = whole(bytes).value();
    EXPECT_EQ(map.at("a")->number, 1);
    EXPECT_EQ(map.at("b")->items.size(), 2U);
    EXPECT_EQ(map.at("c"), nullptr);
    EXPECT_EQ(map.at(1), nullptr);
    EXPECT_EQ(whole("\xa2\x01\x02\x03\x04"s)->at(3)->number, 4);
}

TEST(Cbor, what_follows_is_left)
{
    const std::string bytes = "\x01\x02"s;
    std::string_view rest = bytes;
    EXPECT_EQ(take_cbor(rest)->number, 1);
    EXPECT_EQ(rest, "\x02");
}

TEST(Cbor, what_authenticators_do_not_write_is_refused)
{
    for (const auto& bad :
         {""s, "\x18\x17"s /* 23 in two bytes */, "\x19\x00\xff"s, "\xc0\x60"s /* tag */, "\xf9\x3c\x00"s /* 1.0 */,
          "\x5f\xff"s /* of unknown length */, "\x1c"s /* reserved */, "\xf7"s /* undefined */,
          "\x1b\xff\xff\xff\xff\xff\xff\xff\xff"s, "\x81\x81\x81\x81\x81\x01"s /* five deep */})
        EXPECT_FALSE(whole(bad)) << testing::PrintToString(bad);
    EXPECT_TRUE(whole("\x81\x81\x81\x01"s));
}

TEST(Cbor, an_end_too_early_is_refused_at_every_place)
{
    const auto item = "\xa2\x61\x61\x19\x03\xe8\x61\x62\x82\x44\x01\x02\x03\x04\x03"s;
    ASSERT_TRUE(whole(item));
    for (std::size_t size = 0; size < item.size(); ++size)
        EXPECT_FALSE(whole(item.substr(0, size))) << size;
    EXPECT_FALSE(whole("\x9a\xff\xff\xff\xff"s)) << "an array of four thousand million that is not there";
    EXPECT_FALSE(whole("\x5a\xff\xff\xff\xff"s));
}

} // namespace

} // namespace onshi::pki
