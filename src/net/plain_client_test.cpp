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
