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

TEST(ParsePlainUrl, is_an_address_and_a_path)
{
    const auto url = parse_plain_url("http://ocsp.example:2560/a/b?c");
    ASSERT_TRUE(url.has_value());
    EXPECT_EQ(url->server.host, "ocsp.example");
    EXPECT_EQ(url->server.port, 2560);
    EXPECT_EQ(url->path, "/a/b?c");
    EXPECT_EQ(parse_plain_url("http://127.0.0.1:80").value().path, "/");
    for (const auto* wrong : {"", "http://", "http:///a", "https://a.example/", "http://a.example/#b", "http://a/ b"})
        EXPECT_FALSE(parse_plain_url(wrong).has_value()) << wrong;
}

} // namespace
} // namespace onshi::net
