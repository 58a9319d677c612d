#include "base/stable_hash.h"

#include <gtest/gtest.h>

#include <bit>
#include <string>

namespace onshi::base {
namespace {

// Computed with Python from the definition in the header. The FNV-1a part agrees with the vectors published with FNV:
// "" -> cbf29ce484222325, "a" -> af63dc4c8601ec8c, "foobar" -> 85944171f73967e8. If this test fails, databases become
// unreadable.
TEST(StableHash, never_changes)
{
    EXPECT_EQ(stable_hash(""), 0xEFD01F60BA992926U);
    EXPECT_EQ(stable_hash("a"), 0x82A2A958A9BECE5BU);
    EXPECT_EQ(stable_hash("foobar"), 0x2C22194922D1672BU);
    EXPECT_EQ(stable_hash("保険"), 0xE8F0462F37FE18D9U);
    EXPECT_EQ(stable_hash("138016\x1F"
                          "12\x1F"
                          "0001"),
              0xD9BFC0236BBD9500U);
}

TEST(StableHash, takes_every_byte_as_unsigned)
{
    std::string all;
    for (int byte = 0; byte < 256; ++byte)
        all += static_cast<char>(byte);
    EXPECT_EQ(stable_hash(all), 0x2067DB6DBD4EFA06U);
}

TEST(StableHash, neighbours_differ_in_about_half_of_the_bits)
{
    int bits = 0;
    for (int i = 0; i < 1000; ++i)
        bits += std::popcount(stable_hash(std::to_string(i)) ^ stable_hash(std::to_string(i + 1)));
    EXPECT_NEAR(bits / 1000.0, 32.0, 1.0);
}

} // namespace
} // namespace onshi::base
