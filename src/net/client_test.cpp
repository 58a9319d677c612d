#include "net/client.h"

#include "base/fault.h"
#include "net/loopback_fixture.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>
#include <vector>

namespace onshi::net {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

std::string fault_of(Client& client)
{
    try {
        (void)client.exchange(post("/", "body"));
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.code(), base::FaultCode::network);
        return fault.what();
    }
    return "none";
}

TEST(Client, keeps_its_connection)
{
    RunningServer running(tls_listener(), describe);
    Client client(client_settings(running.port()));
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(client.exchange(post("/", "body")).status, 200);
    EXPECT_EQ(running.server().connections(), 1U);
}

TEST(Client, gives_up_in_the_middle_of_an_exchange_and_for_good)
{
    std::atomic<bool> asked = false;
    std::vector<Reply> kept; // dropped ones would end the connection
    RunningServer running(tls_listener(), [&](const Request&, Reply reply) {
        kept.push_back(std::move(reply));
        asked = true;
    });
    Client client(client_settings(running.port()));
    std::jthread other([&] {
        while (!asked)
            std::this_thread::sleep_for(1ms);
        client.give_up();
    });
    EXPECT_NE(fault_of(client), "none");
    EXPECT_THAT(fault_of(client), HasSubstr("given up"));
    kept.clear();
}

TEST(Client, sends_and_reads_headers_and_bodies)
{
    RunningServer running(tls_listener(), [](const Request& request, Reply reply) {
        reply({201, "text/xml", request.body, {{"X-Echo", std::string(request.header("x-ask"))}}});
    });
    Client client(client_settings(running.port()));
    auto request = post("/", std::string(60'000, 'b'));
    request.headers.emplace_back("X-Ask", "seven");
    const auto response = client.exchange(request);
    EXPECT_EQ(response.status, 201);
    EXPECT_EQ(response.content_type, "text/xml");
    EXPECT_EQ(response.body, request.body);
    EXPECT_THAT(response.headers, testing::Contains(std::pair<std::string, std::string>("x-echo", "seven")));
}

TEST(Client, reads_large_answers_and_none_over_16_mib)
{
    RunningServer running(tls_listener(), [](const Request& request, Reply reply) {
        reply({200, "", std::string(request.path == "/big" ? 16 * 1024 * 1024 : 17 * 1024 * 1024, 'x'), {}});
    });
    Client client(client_settings(running.port()));
    EXPECT_EQ(client.exchange(post("/big", "")).body.size(), 16U * 1024 * 1024);
    EXPECT_THAT(fault_of(client), HasSubstr("answer"));
}

TEST(Client, head_has_no_body)
{
    RunningServer running(tls_listener(), describe);
    Client client(client_settings(running.port()));
    auto request = post("/", "");
    request.method = "HEAD";
    EXPECT_EQ(client.exchange(request).body, "");
    EXPECT_EQ(client.exchange(post("/", "")).status, 200);
}

TEST(Client, works_by_name_and_by_address)
{
    RunningServer running(tls_listener(), describe);
    auto settings = client_settings(running.port());
    settings.host = "localhost";
    EXPECT_EQ(Client(settings).exchange(post("/", "")).status, 200);
}

TEST(Client, refuses_a_server_of_another_name_or_authority)
{
    auto listener = tls_listener();
    listener.address = "127.0.0.2"; // an address the certificate does not carry
    RunningServer running(listener, describe);
    auto settings = client_settings(running.port());
    settings.host = "127.0.0.2";
    Client other_name(settings);
    EXPECT_THAT(fault_of(other_name), HasSubstr("certificate verify failed"));

    RunningServer honest(tls_listener(), describe);
    settings = client_settings(honest.port());
    settings.server_authority = make_certificates().root.certificate;
    Client other_authority(settings);
    EXPECT_THAT(fault_of(other_authority), HasSubstr("certificate verify failed"));
}

TEST(Client, refused_connection_is_a_fault)
{
    std::uint16_t port = 0;
    {
        RunningServer running(tls_listener(), describe);
        port = running.port();
    }
    Client client(client_settings(port));
    EXPECT_THAT(fault_of(client), HasSubstr("connect"));
}

TEST(Client, silence_is_a_time_out_and_the_client_goes_on_afterwards)
{
    std::atomic<int> asked = 0;
    Reply kept;
    RunningServer running(tls_listener(), [&](const Request& request, Reply reply) {
        if (++asked == 1)
            kept = std::move(reply);
        else
            describe(request, std::move(reply));
    });
    auto settings = client_settings(running.port());
    settings.timeout = 300ms;
    Client client(settings);
    EXPECT_THAT(fault_of(client), HasSubstr("time out"));
    EXPECT_EQ(client.exchange(post("/", "")).status, 200);
    EXPECT_EQ(asked, 2); // a time out is no closed connection: nothing was sent again
}

TEST(Client, silence_in_the_handshake_is_a_time_out)
{
    const Server deaf({{tls_listener()}}, describe); // accepts in the kernel, but nobody runs it
    auto settings = client_settings(deaf.ports().front());
    settings.timeout = 200ms;
    Client client(settings);
    EXPECT_THAT(fault_of(client), HasSubstr("time out"));
}

TEST(Client, sends_again_if_the_kept_connection_was_closed_meanwhile)
{
    std::atomic<int> asked = 0;
    ServerSettings settings{{tls_listener()}};
    settings.idle_timeout = 50ms;
    RunningServer running(std::move(settings), [&](const Request& request, Reply reply) {
        ++asked;
        describe(request, std::move(reply));
    });
    Client client(client_settings(running.port()));
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(client.exchange(post("/", "")).status, 200);
        while (running.server().connections() != 0)
            std::this_thread::sleep_for(5ms);
    }
    EXPECT_EQ(asked, 3);
}

TEST(Client, sends_again_only_once)
{
    std::atomic<int> asked = 0;
    RunningServer running(tls_listener(), [&](const Request& request, Reply reply) {
        if (++asked == 1)
            describe(request, std::move(reply)); // and drops all later ones
    });
    Client client(client_settings(running.port()));
    EXPECT_EQ(client.exchange(post("/", "")).status, 200);
    EXPECT_NE(fault_of(client), "none");
    EXPECT_EQ(asked, 3);
}

TEST(Client, can_be_moved)
{
    RunningServer running(tls_listener(), describe);
    Client first(client_settings(running.port()));
    EXPECT_EQ(first.exchange(post("/", "")).status, 200);
    Client second = std::move(first);
    EXPECT_EQ(second.exchange(post("/", "")).status, 200);
    EXPECT_EQ(running.server().connections(), 1U);
}

TEST(Client, key_that_does_not_fit_is_a_fault)
{
    auto settings = client_settings(1);
    settings.key = certificates().server.key;
    EXPECT_THROW(Client{settings}, base::Fault);
}

} // namespace
} // namespace onshi::net
