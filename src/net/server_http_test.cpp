#include "base/fault.h"
#include "net/loopback_fixture.h"

#include <gmock/gmock.h>

#include <atomic>
#include <mutex>

namespace onshi::net {
namespace {

using namespace std::chrono_literals;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr auto get = "GET /a?b HTTP/1.1\r\nHost: h\r\n\r\n";
constexpr auto last_get = "GET /z HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

ServerSettings plain_settings() { return {{plain_listener()}}; }

TEST(HttpServer, answers_a_request)
{
    RunningServer running(plain_settings(), describe);
    RawConnection client(running.port());
    client.send(get);
    EXPECT_EQ(client.receive_until("0 "),
              "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 16\r\nConnection: keep-alive\r\n\r\n"
              "GET /a b none 0 ");
}

TEST(HttpServer, tells_where_a_request_came_from)
{
    RunningServer running(plain_settings(), [](const Request& request, Reply reply) {
        reply({200, "", request.remote + (request.local ? " local" : ""), {}});
    });
    RawConnection client(running.port());
    client.send(last_get);
    EXPECT_THAT(client.receive_all(), EndsWith("127.0.0.1 local"));
}

TEST(HttpServer, keeps_a_connection_until_the_client_says_close)
{
    RunningServer running(plain_settings(), describe);
    RawConnection client(running.port());
    for (int i = 0; i < 3; ++i) {
        client.send(get);
        EXPECT_THAT(client.receive_until("0 "), HasSubstr("Connection: keep-alive"));
    }
    EXPECT_EQ(running.server().connections(), 1U);
    client.send(last_get);
    EXPECT_THAT(client.receive_all(), HasSubstr("Connection: close"));
    await_connections(running.server(), 1); // it waits for the client's own end
    client.reset();
}

TEST(HttpServer, http_1_0_closes_unless_asked)
{
    RunningServer running(plain_settings(), describe);
    RawConnection client(running.port());
    client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_THAT(client.receive_until("0 "), HasSubstr("Connection: keep-alive"));
    client.send("GET / HTTP/1.0\r\n\r\n");
    EXPECT_THAT(client.receive_all(), HasSubstr("Connection: close"));
}

TEST(HttpServer, answers_pipelined_requests_in_order)
{
    RunningServer running(plain_settings(), describe);
    RawConnection client(running.port());
    client.send(std::string(get) + get + last_get);
    const auto received = client.receive_all();
    EXPECT_THAT(received, HasSubstr("GET /a b none 0 HTTP/1.1 200 OK"));
    EXPECT_THAT(received, EndsWith("GET /z  none 0 "));
}

TEST(HttpServer, head_gets_the_length_but_no_body)
{
    RunningServer running(plain_settings(), describe);
    RawConnection client(running.port());
    client.send("HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    const auto received = client.receive_all();
    EXPECT_THAT(received, HasSubstr("Content-Length: 15\r\n"));
    EXPECT_THAT(received, EndsWith("\r\n\r\n"));
}

TEST(HttpServer, sends_large_answers_whole)
{
    const std::string body(3'000'000, 'x');
    RunningServer running(plain_settings(), [&](const Request&, Reply reply) { reply({200, "", body, {}}); });
    RawConnection client(running.port());
    client.send(last_get);
    EXPECT_THAT(client.receive_all().size(), testing::Gt(body.size()));
}

TEST(HttpServer, invites_a_client_that_waits_before_it_sends_its_body)
{
    RunningServer running(plain_settings(), describe);
    RawConnection client(running.port());
    client.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(client.receive_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("ab");
    EXPECT_THAT(client.receive_all(), EndsWith("POST /  none 2 "));
}

TEST(HttpServer, malformed_request_is_answered_and_closed)
{
    RunningServer running(plain_settings(), describe);
    RawConnection client(running.port());
    client.send("nonsense\r\n\r\n");
    const auto received = client.receive_all();
    EXPECT_THAT(received, StartsWith("HTTP/1.1 400 Bad Request\r\n"));
    EXPECT_THAT(received, HasSubstr("Connection: close"));
    EXPECT_THAT(received, EndsWith("   malformed 0 "));
}

TEST(HttpServer, head_over_the_limit_is_malformed)
{
    RunningServer running(plain_settings(), describe);
    RawConnection client(running.port());
    client.send("GET / HTTP/1.1\r\nHost: h\r\nX-Long: " + std::string(9'000, 'x') + "\r\n\r\n");
    EXPECT_THAT(client.receive_all(), EndsWith("malformed 0 "));
}

// The client is still sending when the answer comes, and must find it all the same.
TEST(HttpServer, body_over_the_limit_is_answered_while_it_is_being_sent)
{
    RunningServer running(plain_settings(), describe);
    const std::string body(5'000'000, 'x');
    for (int i = 0; i < 5; ++i) {
        RawConnection client(running.port());
        EXPECT_TRUE(client.send("POST /big HTTP/1.1\r\nHost: h\r\nContent-Length: 5000000\r\n\r\n" + body));
        const auto received = client.receive_all();
        EXPECT_THAT(received, StartsWith("HTTP/1.1 413 "));
        EXPECT_THAT(received, EndsWith("POST /big  body_too_large 0 "));
    }
}

TEST(HttpServer, a_client_that_sends_without_end_is_cut)
{
    RunningServer running(plain_settings(), describe);
    RawConnection client(running.port());
    client.send("POST /big HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999\r\n\r\n");
    const std::string part(1'000'000, 'x');
    int sent = 0;
    while (sent < 100 && client.send(part))
        ++sent;
    EXPECT_LT(sent, 100);
    await_connections(running.server(), 0);
}

TEST(HttpServer, slow_head_is_cut)
{
    auto settings = plain_settings();
    settings.read_timeout = 200ms;
    RunningServer running(std::move(settings), describe);
    RawConnection client(running.port());
    client.send("GET / HTTP/1.1\r\nHost: h\r\n");
    int lines = 0;
    while (lines < 100 && client.send("X: y\r\n")) {
        std::this_thread::sleep_for(20ms);
        ++lines;
    }
    EXPECT_LT(lines, 100);
    await_connections(running.server(), 0);
}

TEST(HttpServer, idle_connection_is_closed_after_its_time_and_not_before)
{
    auto settings = plain_settings();
    settings.read_timeout = 100ms;
    settings.idle_timeout = 500ms;
    RunningServer running(std::move(settings), describe);
    RawConnection client(running.port());
    client.send(get);
    (void)client.receive_until("0 ");
    std::this_thread::sleep_for(250ms);
    client.send(get);
    EXPECT_THAT(client.receive_until("0 "), HasSubstr("200 OK"));
    EXPECT_EQ(client.receive_all(), "");
}

TEST(HttpServer, handler_may_take_longer_than_a_client_may)
{
    auto settings = plain_settings();
    settings.read_timeout = 50ms;
    settings.idle_timeout = 50ms;
    std::thread later;
    RunningServer running(std::move(settings), [&](const Request&, Reply reply) {
        later = std::thread([reply = std::move(reply)]() mutable {
            std::this_thread::sleep_for(400ms);
            reply({200, "", "late", {}});
        });
    });
    RawConnection client(running.port());
    client.send(last_get);
    EXPECT_THAT(client.receive_all(), EndsWith("late"));
    later.join();
}

TEST(HttpServer, connections_over_the_limit_are_closed)
{
    auto settings = plain_settings();
    settings.connection_limit = 1;
    RunningServer running(std::move(settings), describe);
    RawConnection first(running.port());
    first.send(get);
    EXPECT_THAT(first.receive_until("0 "), HasSubstr("200 OK"));
    RawConnection second(running.port());
    EXPECT_EQ(second.receive_all(), "");
    first.send(get);
    EXPECT_THAT(first.receive_until("0 "), HasSubstr("200 OK"));
}

TEST(HttpServer, a_handler_that_drops_its_reply_ends_the_connection)
{
    RunningServer running(plain_settings(), [](const Request&, Reply) {});
    RawConnection client(running.port());
    client.send(get);
    EXPECT_EQ(client.receive_all(), "");
}

TEST(HttpServer, survives_a_client_that_goes_before_the_reply)
{
    std::mutex mutex;
    Reply kept;
    std::atomic<bool> asked = false;
    RunningServer running(plain_settings(), [&](const Request& request, Reply reply) {
        if (request.path != "/wait") {
            describe(request, std::move(reply));
            return;
        }
        const std::lock_guard lock(mutex);
        kept = std::move(reply);
        asked = true;
    });
    {
        RawConnection client(running.port());
        client.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
        while (!asked)
            std::this_thread::sleep_for(1ms);
        client.reset();
    }
    {
        const std::lock_guard lock(mutex);
        kept({200, "", std::string(1'000'000, 'x'), {}});
    }
    RawConnection other(running.port());
    other.send(last_get);
    EXPECT_THAT(other.receive_all(), HasSubstr("200 OK"));
    other.reset();
}

TEST(HttpServer, an_address_that_is_taken_or_none_is_a_fault)
{
    RunningServer running(plain_settings(), describe);
    auto taken = plain_listener();
    taken.port = running.port();
    EXPECT_THROW(Server({{taken}}, describe), base::Fault);
    auto none = plain_listener();
    none.address = "no address";
    EXPECT_THROW(Server({{none}}, describe), base::Fault);
}

TEST(HttpServer, serves_several_listeners)
{
    RunningServer running(ServerSettings{{plain_listener(), {"::1", 0, {}}}}, describe);
    ASSERT_EQ(running.server().ports().size(), 2U);
    EXPECT_NE(running.server().ports().at(0), running.server().ports().at(1));
}

} // namespace
} // namespace onshi::net
