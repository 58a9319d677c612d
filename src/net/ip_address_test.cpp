#include "net/ip_address.h"

#include <gmock/gmock.h>

namespace onshi::net {
namespace {

using testing::Optional;

TEST(CanonicalIp, one_address_has_one_form)
{
    EXPECT_THAT(canonical_ip("10.0.0.5"), Optional(std::string("10.0.0.5")));
    EXPECT_THAT(canonical_ip("::ffff:10.0.0.5"), Optional(std::string("10.0.0.5")));
    EXPECT_THAT(canonical_ip("2001:0DB8:0:0::0001"), Optional(std::string("2001:db8::1")));
    EXPECT_THAT(canonical_ip("0:0:0:0:0:0:0:1"), Optional(std::string("::1")));
}

TEST(CanonicalIp, what_is_no_address_is_none)
{
    for (const auto* text : {"", "localhost", "10.0.0", "10.0.0.256", "10.0.0.5:443", "10.0.0.0/8", " 10.0.0.5",
                             "[::1]", "fe80::1%eth0", "1::2::3"})
        EXPECT_EQ(canonical_ip(text), std::nullopt) << text;
}

} // namespace
} // namespace onshi::net
