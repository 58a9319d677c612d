#include "pki/card_challenge.h"

#include "base/fault.h"

#include <gtest/gtest.h>

namespace onshi::pki {
namespace {

CardChallenge example()
{
    CardChallenge challenge{.auth_id = "00112233445566778899aabbccddeeff",
                            .nonce = std::string(32, 'N'),
                            .facility = "1310000001",
                            .terminal = "0a1b",
                            .mode = "pin",
                            .purpose = "outpatient",
                            .leaf = {}};
    challenge.leaf.fill(0xAB);
    return challenge;
}

TEST(CardChallenge, is_label_zero_and_fields_with_their_lengths)
{
    using namespace std::string_literals;
    EXPECT_EQ(to_be_signed(example()), "OQS-CARD-AUTH/1\0"s //
                                       "\0\x20"
                                       "00112233445566778899aabbccddeeff"s //
                                       "\0\x20"
                                       "NNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNN"s //
                                       "\0\x0a"
                                       "1310000001"s //
                                       "\0\x04"
                                       "0a1b"s //
                                       "\0\x03"
                                       "pin"s //
                                       "\0\x0a"
                                       "outpatient"s //
                                       "\0\x20"s +
                                           std::string(32, '\xab'));
}

TEST(CardChallenge, length_of_a_field_is_two_bytes_with_the_big_end_first)
{
    auto challenge = example();
    challenge.auth_id = std::string(0x0102, 'a');
    const auto text = to_be_signed(challenge);
    EXPECT_EQ(text[16], '\x01');
    EXPECT_EQ(text[17], '\x02');
    challenge.auth_id = std::string(0x10000, 'a');
    EXPECT_THROW((void)to_be_signed(challenge), base::Bug);
}

} // namespace
} // namespace onshi::pki
