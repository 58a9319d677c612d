#include "net/caller_pool.h"

#include "base/fault.h"
#include "net/loopback_fixture.h"
#include "net/response_reader.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

namespace onshi::net {
namespace {

using namespace std::chrono_literals;

const std::string request = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody";

/// Notes what it is told; what it does is put in by the test.
class Notes : public CallerPool::User
{
public:
    void on_ready(std::size_t caller) override { ready(caller); }
    void on_answer(std::size_t caller, const ResponseReader& answer) override
    {
        bodies.emplace_back(answer.body());
        callers.insert(caller);
        answered();
    }
    void on_lost(std::size_t /*caller*/) override { ++lost; }
    void on_time() override { time(); }

    std::vector<std::string> bodies;
    std::set<std::size_t> callers;
    int lost = 0;
    std::function<void(std::size_t)> ready = [](std::size_t) {};
    std::function<void()> answered = [] {}, time = [] {};
};

std::vector<ClientSettings> terminals(std::uint16_t port, std::size_t count)
{
    return std::vector<ClientSettings>(count, client_settings(port));
}

TEST(CallerPool, each_caller_keeps_its_connection_and_its_certificate)
{
    RunningServer running(tls_listener(), describe);
    auto settings = terminals(running.port(), 2);
    settings.push_back(without_certificate(client_settings(running.port())));
    CallerPool pool(settings);
    pool.open(10s);
    EXPECT_EQ(running.server().connections(), 3U);
    Notes notes;
    notes.ready = [&](std::size_t caller) { notes.bodies.size() < 30 ? pool.send(caller, request) : pool.stop(); };
    pool.run(notes);
    EXPECT_EQ(notes.bodies.size(), 30U);
    EXPECT_EQ(notes.callers.size(), 3U);
    EXPECT_EQ(running.server().connections(), 3U);
    const std::set<std::string> different(notes.bodies.begin(), notes.bodies.end());
    EXPECT_EQ(different.size(), 2U) << "with a fingerprint and without one";
    EXPECT_EQ(pool.lost(), 0U);
}

TEST(CallerPool, a_second_run_goes_on_with_the_same_connections)
{
    RunningServer running(tls_listener(), describe);
    CallerPool pool(terminals(running.port(), 2));
    pool.open(10s);
    for (int round = 0; round < 2; ++round) {
        Notes notes;
        notes.ready = [&](std::size_t caller) { notes.bodies.empty() ? pool.send(caller, request) : pool.stop(); };
        pool.run(notes);
        EXPECT_GE(notes.bodies.size(), 1U);
    }
    EXPECT_EQ(pool.lost(), 0U) << "a request given up at the end of a run is not a loss";
}

TEST(CallerPool, a_lost_connection_is_told_counted_and_opened_again)
{
    int asked = 0;
    RunningServer running(tls_listener(), [&asked](const Request&, Reply reply) {
        if (++asked == 2) // a Reply that goes unused: the server hangs up
            return;
        reply({200, "", "here", {}});
    });
    CallerPool pool(terminals(running.port(), 1));
    pool.open(10s);
    Notes notes;
    notes.ready = [&](std::size_t caller) { notes.bodies.size() < 3 ? pool.send(caller, request) : pool.stop(); };
    pool.run(notes);
    EXPECT_EQ(notes.lost, 1);
    EXPECT_EQ(pool.lost(), 1U);
    EXPECT_EQ(asked, 4);
}

TEST(CallerPool, an_answer_that_ends_its_connection_is_an_answer)
{
    RunningServer running(tls_listener(), describe);
    CallerPool pool(terminals(running.port(), 1));
    pool.open(10s);
    const std::string last = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    Notes notes;
    notes.ready = [&](std::size_t caller) { notes.bodies.size() < 2 ? pool.send(caller, last) : pool.stop(); };
    pool.run(notes);
    EXPECT_EQ(notes.bodies.size(), 2U);
    EXPECT_EQ(notes.lost, 0);
    EXPECT_EQ(pool.lost(), 2U);
}

TEST(CallerPool, wakes_once_and_the_later_wish_counts)
{
    RunningServer running(tls_listener(), describe);
    CallerPool pool(terminals(running.port(), 1));
    pool.open(10s);
    Notes notes;
    int woken = 0;
    notes.ready = [&](std::size_t) {
        pool.wake_after(1us);
        pool.wake_after(2ms);
    };
    notes.time = [&] { ++woken == 1 ? pool.wake_after(1us) : pool.stop(); };
    pool.run(notes);
    EXPECT_EQ(woken, 2);
}

TEST(CallerPool, where_nobody_listens_open_is_a_fault)
{
    std::uint16_t port = 0;
    {
        RunningServer gone(tls_listener(), describe);
        port = gone.port();
    }
    CallerPool pool(terminals(port, 2));
    EXPECT_THROW(pool.open(10s), base::Fault);
}

TEST(CallerPool, a_server_of_another_name_is_refused)
{
    RunningServer running(tls_listener(), describe);
    auto settings = terminals(running.port(), 1);
    settings.front().host = "127.0.0.2"; // loopback too, but not in the certificate
    CallerPool pool(settings);
    EXPECT_THROW(pool.open(10s), base::Fault);
}

} // namespace
} // namespace onshi::net
