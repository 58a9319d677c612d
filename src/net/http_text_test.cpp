#include "net/http_text.h"

#include <gtest/gtest.h>

namespace onshi::net {
namespace {

std::string head_of(const Response& response, Persistence persistence)
{
    std::string head;
    append_head(head, response, persistence);
    return head;
}

TEST(HostHeader, leaves_the_usual_port_out_and_puts_ipv6_in_brackets)
{
    EXPECT_EQ(host_header("centre.example", 443), "centre.example");
    EXPECT_EQ(host_header("centre.example", 8443), "centre.example:8443");
    EXPECT_EQ(host_header("::1", 80, 80), "[::1]");
}

TEST(AppendHead, of_a_response)
{
    EXPECT_EQ(head_of({200, "application/xml", "<a/>", {{"X-Request-Id", "7"}}}, Persistence::keep_alive),
              "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: 4\r\nConnection: keep-alive\r\n"
              "X-Request-Id: 7\r\n\r\n");
}

TEST(AppendHead, of_a_response_without_body_and_of_an_unknown_status)
{
    EXPECT_EQ(head_of({204, "", "", {}}, Persistence::close), "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(head_of({799, "", "", {}}, Persistence::close).starts_with("HTTP/1.1 799 "));
}

TEST(AppendHead, a_value_can_end_neither_line_nor_head)
{
    EXPECT_EQ(head_of({200, "", "", {{"Location\r\nA", "/x\r\nSet-Cookie: a=b\r\n\r\n<html>"}}}, Persistence::close),
              "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n"
              "LocationA: /xSet-Cookie: a=b<html>\r\n\r\n");
}

TEST(AppendHead, of_a_request)
{
    Request request;
    request.method = "POST";
    request.path = "/v1/eligibility";
    request.query = "a=1";
    request.headers = {{"content-type", "text/xml"}};
    request.body = "12345";
    std::string head;
    append_head(head, request, "centre.example:8443");
    EXPECT_EQ(head, "POST /v1/eligibility?a=1 HTTP/1.1\r\nHost: centre.example:8443\r\nContent-Length: 5\r\n"
                    "content-type: text/xml\r\n\r\n");
}

TEST(AppendHead, a_target_can_end_no_request_line)
{
    Request request;
    request.method = "GET";
    request.path = "/a HTTP/1.1\r\nX: y";
    std::string head;
    append_head(head, request, "h");
    EXPECT_EQ(head, "GET /aHTTP/1.1X:y HTTP/1.1\r\nHost: h\r\n\r\n");
}

} // namespace
} // namespace onshi::net
