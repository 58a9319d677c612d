#include "pki/digest.h"

#include <gtest/gtest.h>

#include <thread>

namespace onshi::pki {
namespace {

// FIPS 180-4's examples, as published with the Cryptographic Standards of NIST (SHA256.pdf), and its empty message.
TEST(Sha256, gives_the_published_digests)
{
    EXPECT_EQ(hex(sha256({"abc"})), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(sha256({"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"})),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(hex(sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex(sha256({std::string(1'000'000, 'a')})),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, parts_are_hashed_as_one_text) { EXPECT_EQ(sha256({"a", "", "bc"}), sha256({"abc"})); }

TEST(Sha256, works_on_any_thread)
{
    Digest elsewhere{};
    std::thread([&] { elsewhere = sha256({"abc"}); }).join();
    EXPECT_EQ(elsewhere, sha256({"abc"}));
}

// RFC 4231, test cases 1, 2 and 6.
TEST(HmacSha256, gives_the_published_codes)
{
    EXPECT_EQ(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hex(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

// The code of the empty message under the empty key, from `openssl dgst -sha256 -mac HMAC -macopt hexkey:`.
TEST(HmacSha256, an_empty_key_is_a_key_and_not_the_key_of_last_time)
{
    (void)hmac_sha256("Jefe", "another message");
    EXPECT_EQ(hex(hmac_sha256({}, {})), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Hex, writes_two_lower_case_digits_a_byte) { EXPECT_EQ(hex(std::string_view("\x00\x0f\xa0\xff", 4)), "000fa0ff"); }

} // namespace
} // namespace onshi::pki
