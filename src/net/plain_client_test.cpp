#include "net/plain_client.h"

#include "base/fault.h"
#include "net/loopback_fixture.h"

#include <gtest/gtest.h>

namespace onshi::net {
namespace {

TEST(GetPlain, reads_a_whole_answer)
{
    RunningServer running(plain_listener(), [](const Request& request, Reply reply) {
        reply({200, "text/plain", request.method + " " + request.path + std::string(100'000, 'x'), {}});
    });
    const auto response = get_plain({"127.0.0.1", running.port()}, "/metrics");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "GET /metrics" + std::string(100'000, 'x'));
}

TEST(ExchangePlain, sends_method_headers_and_body)
{
    RunningServer running(plain_listener(), [](const Request& request, Reply reply) {
        reply(
            {200, "text/plain", request.method + " " + std::string(request.header("content-type")) + request.body, {}});
    });
    const std::string body("\0\x30 bytes", 8);
    const auto response = exchange_plain(
        {"127.0.0.1", running.port()},
        {.method = "POST", .path = "/", .headers = {{"Content-Type", "application/ocsp-request"}}, .body = body},
        std::chrono::seconds(10));
    EXPECT_EQ(response.body, "POST application/ocsp-request" + body);
}

TEST(ExchangePlain, silence_ends_with_the_timeout)
{
    std::vector<Reply> held;
    RunningServer running(plain_listener(), [&](const Request&, Reply reply) { held.push_back(std::move(reply)); });
    EXPECT_THROW(static_cast<void>(exchange_plain({"127.0.0.1", running.port()}, {.method = "GET", .path = "/"},
                                                  std::chrono::milliseconds(50))),
                 base::Fault);
}

TEST(GetPlain, nobody_there_is_a_fault)
{
    std::uint16_t port = 0;
    {
        RunningServer gone(plain_listener(), describe);
        port = gone.port();
    }
    EXPECT_THROW(static_cast<void>(get_plain({"127.0.0.1", port}, "/")), base::Fault);
}

} // namespace
} // namespace onshi::net
