#include "pki/totp.h"

#include <gmock/gmock.h>

namespace onshi::pki {

namespace {

constexpr std::string_view secret = "12345678901234567890"; // of both RFCs

base::Instant at(std::int64_t seconds) { return base::Instant(std::chrono::seconds(seconds)); }

// RFC 4226, appendix D.
TEST(Totp, hotp_gives_the_values_of_rfc_4226)
{
    constexpr std::array values{"755224", "287082", "359152", "969429", "338314",
                                "254676", "287922", "162583", "399871", "520489"};
    for (std::size_t counter = 0; counter < values.size(); ++counter)
        EXPECT_EQ(hotp(secret, static_cast<std::int64_t>(counter), 6), values[counter]) << counter;
}

// RFC 6238, appendix B, the rows of SHA-1.
TEST(Totp, the_values_of_rfc_6238)
{
    for (const auto& [seconds, code] : {std::pair{59LL, "94287082"},
                                        {1111111109LL, "07081804"},
                                        {1111111111LL, "14050471"},
                                        {1234567890LL, "89005924"},
                                        {2000000000LL, "69279037"},
                                        {20000000000LL, "65353130"}}) {
        EXPECT_EQ(hotp(secret, seconds / 30, 8), code);
        EXPECT_EQ(totp_step(secret, std::string(code).substr(2), at(seconds), 0), seconds / 30) << seconds;
    }
}

TEST(Totp, one_step_of_drift_either_way_and_no_more)
{
    // 287082 is the code of step 1: 30 to 59 seconds after the beginning.
    EXPECT_EQ(totp_step(secret, "287082", at(0), 0), 1);
    EXPECT_EQ(totp_step(secret, "287082", at(89), 0), 1);
    EXPECT_EQ(totp_step(secret, "287082", at(90), 0), std::nullopt);
    EXPECT_EQ(totp_step(secret, "359152", at(29), 0), std::nullopt) << "step 2 while 0 is present";
    EXPECT_EQ(totp_step(secret, "359152", at(30), 0), 2);
}

TEST(Totp, a_step_is_taken_once_and_none_before_it)
{
    EXPECT_EQ(totp_step(secret, "359152", at(60), 1), 2);
    EXPECT_EQ(totp_step(secret, "359152", at(60), 2), std::nullopt);
    EXPECT_EQ(totp_step(secret, "287082", at(60), 2), std::nullopt) << "the one before";
    EXPECT_EQ(totp_step(secret, "969429", at(60), 2), 3);
}

TEST(Totp, anything_but_the_six_digits_is_wrong)
{
    for (const auto* wrong : {"", "35915", "3591520", "359153", "３５９１５２", "359 152"})
        EXPECT_EQ(totp_step(secret, wrong, at(60), 0), std::nullopt) << wrong;
    EXPECT_EQ(totp_step("another secret here!", "359152", at(60), 0), std::nullopt);
}

TEST(Totp, base_32_of_rfc_4648_without_padding)
{
    for (const auto& [plain, encoded] : {std::pair{"", ""},
                                         {"f", "MY"},
                                         {"fo", "MZXQ"},
                                         {"foo", "MZXW6"},
                                         {"foob", "MZXW6YQ"},
                                         {"fooba", "MZXW6YTB"},
                                         {"foobar", "MZXW6YTBOI"}})
        EXPECT_EQ(base32(plain), encoded);
}

TEST(Totp, the_uri_names_issuer_and_account_percent_encoded)
{
    EXPECT_EQ(totp_uri("foobar", "見本", "a b@c"),
              "otpauth://totp/%E8%A6%8B%E6%9C%AC:a%20b%40c?secret=MZXW6YTBOI&issuer=%E8%A6%8B%E6%9C%AC"
              "&algorithm=SHA1&digits=6&period=30");
}

} // namespace

} // namespace onshi::pki
