#include "http/forwarded.h"

#include <gmock/gmock.h>

namespace onshi::http {

namespace {

net::Request request_with(std::vector<const char*> values)
{
    net::Request request;
    request.client_certificate = "of the proxy";
    request.client_certificate_der = "of the proxy";
    for (const auto* value : values)
        request.headers.emplace_back("client-cert", value);
    return request;
}

net::Request taken(std::vector<const char*> values)
{
    auto request = request_with(std::move(values));
    take_forwarded_certificate(request);
    return request;
}

TEST(Forwarded, the_bytes_between_the_colons_are_the_certificate)
{
    const auto request = taken({":YWJj:"}); // "abc" (RFC 4648)
    EXPECT_EQ(request.failure, net::ReadFailure::none);
    EXPECT_EQ(request.client_certificate_der, "abc");
    // SHA-256 of "abc": FIPS 180-2, appendix B.1
    EXPECT_EQ(request.client_certificate, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Forwarded, padding_is_that_of_rfc_4648)
{
    // RFC 4648, section 10
    EXPECT_EQ(taken({":Zg==:"}).client_certificate_der, "f");
    EXPECT_EQ(taken({":Zm8=:"}).client_certificate_der, "fo");
    EXPECT_EQ(taken({":Zm9vYmE=:"}).client_certificate_der, "fooba");
    EXPECT_EQ(taken({":+/+/:"}).client_certificate_der, "\xfb\xff\xbf");
}

TEST(Forwarded, without_the_header_the_caller_is_nobody_and_never_the_proxy)
{
    const auto request = taken({});
    EXPECT_EQ(request.failure, net::ReadFailure::none);
    EXPECT_EQ(request.client_certificate, "");
    EXPECT_EQ(request.client_certificate_der, "");
}

TEST(Forwarded, every_other_form_makes_the_request_malformed)
{
    for (const auto* value : {"",           ":",
                              "::",         "YWJj",
                              ":YWJj",      "YWJj:",
                              ":YWJj:;a=1", ": YWJj:",
                              ":YWJj :",    ":YW Jj:",
                              ":YWJ:",      ":Zg:",
                              ":Zg=:",      ":Zh==:",
                              ":Zm9=:",     ":Z===:",
                              ":====:",     ":Zg==Zg==:",
                              ":-_-_:",     ":YWJj:, :YWJj:",
                              "\"YWJj\"",   ":-----BEGIN CERTIFICATE-----:"}) {
        const auto request = taken({value});
        EXPECT_EQ(request.failure, net::ReadFailure::malformed) << value;
        EXPECT_EQ(request.client_certificate, "") << value;
    }
    EXPECT_EQ(taken({":YWJj:", ":YWJj:"}).failure, net::ReadFailure::malformed) << "twice";
}

TEST(Forwarded, only_the_addresses_of_the_configuration_forward)
{
    const std::vector<std::string> proxies{"10.0.0.5", "2001:db8::1"};
    net::Request request;
    for (const auto* address : {"10.0.0.5", "2001:db8::1"}) {
        request.remote = address;
        EXPECT_TRUE(is_forwarded(request, proxies)) << address;
        EXPECT_FALSE(is_forwarded(request, {})) << address;
    }
    for (const auto* address : {"10.0.0.50", "10.0.0.", "127.0.0.1", ""}) {
        request.remote = address;
        EXPECT_FALSE(is_forwarded(request, proxies)) << address;
    }
}

TEST(Forwarded, nothing_is_forwarded_through_the_management_listener)
{
    net::Request request;
    request.remote = "127.0.0.1";
    request.local = true;
    EXPECT_FALSE(is_forwarded(request, {"127.0.0.1"}));
}

} // namespace

} // namespace onshi::http
