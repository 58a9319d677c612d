#include "net/client.h"
#include "net/plain_client.h"

#include <gtest/gtest.h>

namespace onshi::net {
namespace {

void expect_address(const char* url, const char* host, std::uint16_t port)
{
    const auto address = parse_address(url);
    ASSERT_TRUE(address.has_value()) << url;
    EXPECT_EQ(address->host, host);
    EXPECT_EQ(address->port, port);
}

TEST(ParseAddress, takes_names_and_addresses_with_a_port_or_without)
{
    expect_address("https://centre.example:8443", "centre.example", 8443);
    expect_address("https://centre.example", "centre.example", 443);
    expect_address("https://127.0.0.1:1", "127.0.0.1", 1);
    expect_address("https://[::1]:8443", "::1", 8443);
    expect_address("https://[2001:db8::1]", "2001:db8::1", 443);
}

TEST(ParseAddress, refuses_everything_else)
{
    for (const auto* url :
         {"", "https://", "https://:443", "http://a.example", "a.example:443", "https://a.example/",
          "https://a.example:", "https://a.example:0", "https://a.example:65536", "https://a.example:+1",
          "https://a.example:1/", "https://me@a.example", "https://a.example:1:2", "https://[::1", "https://[]:1",
          "https://[a.example]:1", "https://::1", "https://[::1]8443", "https://a example"})
        EXPECT_FALSE(parse_address(url).has_value()) << url;
}

TEST(ParsePlainAddress, differs_in_scheme_and_usual_port_alone)
{
    EXPECT_EQ(parse_plain_address("http://127.0.0.1:9464").value().port, 9464);
    EXPECT_EQ(parse_plain_address("http://centre.example").value().port, 80);
    EXPECT_FALSE(parse_plain_address("https://127.0.0.1:9464").has_value());
}

} // namespace
} // namespace onshi::net
