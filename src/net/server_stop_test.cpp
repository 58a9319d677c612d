#include "net/loopback_fixture.h"

#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

namespace onshi::net {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

/// A handler that keeps what it is asked until somebody on another thread answers it.
class Desk
{
public:
    Handler handler()
    {
        return [this](Request request, Reply reply) {
            const std::lock_guard lock(mutex_);
            waiting_.emplace_back(std::move(request), std::move(reply));
            changed_.notify_all();
        };
    }
    Reply next()
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return !waiting_.empty() || closed_; });
        if (waiting_.empty())
            return {};
        auto reply = std::move(waiting_.front().second);
        waiting_.pop_front();
        return reply;
    }
    void close()
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::pair<Request, Reply>> waiting_;
    bool closed_ = false;
};

TEST(ManyClients, each_gets_its_own_answers_from_another_thread)
{
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<std::pair<std::string, Reply>> waiting;
    bool closed = false;
    RunningServer running(tls_listener(), [&](Request request, Reply reply) {
        const std::lock_guard lock(mutex);
        waiting.emplace_back(std::move(request.body), std::move(reply));
        changed.notify_one();
    });
    std::thread answers([&] {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [&] { return closed || !waiting.empty(); });
            if (waiting.empty())
                return;
            auto batch = std::exchange(waiting, {});
            lock.unlock();
            for (auto& [body, reply] : batch)
                reply({200, "text/plain", "re: " + body, {}});
            lock.lock();
        }
    });
    std::atomic<int> right = 0;
    std::atomic<std::size_t> most = 0;
    {
        std::vector<std::jthread> clients;
        clients.reserve(32);
        for (int c = 0; c < 32; ++c)
            clients.emplace_back([&, c] {
                Client client(client_settings(running.port()));
                for (int i = 0; i < 50; ++i) {
                    const auto body = std::to_string(c) + "/" + std::to_string(i);
                    right += client.exchange(post("/", body)).body == "re: " + body ? 1 : 0;
                    most = std::max<std::size_t>(most, running.server().connections());
                }
            });
    }
    EXPECT_EQ(right, 32 * 50);
    EXPECT_LE(most, 32U); // kept alive: never more connections than clients
    {
        const std::lock_guard lock(mutex);
        closed = true;
        changed.notify_one();
    }
    answers.join();
}

TEST(ServerStop, waits_for_the_answer_of_a_request_under_way)
{
    Desk desk;
    RunningServer running(tls_listener(), desk.handler());
    Response response;
    std::thread asking([&] { response = Client(client_settings(running.port())).exchange(post("/slow", "")); });
    auto reply = desk.next();
    running.server().stop(10s);
    std::thread answering([&] {
        std::this_thread::sleep_for(100ms);
        reply({200, "", "at last", {}});
    });
    running.stop(10s);
    asking.join();
    answering.join();
    EXPECT_EQ(response.body, "at last");
    EXPECT_THAT(response.headers, testing::Contains(std::pair<std::string, std::string>("connection", "close")));
}

TEST(ServerStop, closes_idle_connections_at_once)
{
    RunningServer running(plain_listener(), describe);
    RawConnection idle(running.port());
    idle.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_THAT(idle.receive_until("0 "), HasSubstr("200 OK"));
    running.stop(60s); // and returns: the test's time limit is the proof
    EXPECT_EQ(idle.receive_all(), "");
}

TEST(ServerStop, cuts_the_rest_after_the_grace)
{
    Desk desk;
    RunningServer running(plain_listener(), desk.handler());
    RawConnection asking(running.port());
    asking.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    auto reply = desk.next();
    running.stop(100ms);
    EXPECT_EQ(asking.receive_all(), "");
    reply({200, "", "nobody is there", {}});
}

TEST(ServerStop, takes_no_new_connections)
{
    Desk desk;
    RunningServer running(plain_listener(), desk.handler());
    const auto port = running.port();
    RawConnection asking(port);
    asking.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    auto reply = desk.next();
    running.server().stop(60s);
    bool refused = false;
    for (int i = 0; i < 500 && !refused; ++i) {
        try {
            RawConnection late(port);
            std::this_thread::sleep_for(5ms);
        } catch (const std::runtime_error&) {
            refused = true;
        }
    }
    EXPECT_TRUE(refused);
    reply({200, "", "done", {}});
    EXPECT_THAT(asking.receive_all(), HasSubstr("Connection: close"));
}

TEST(ServerStop, a_reply_after_the_servers_end_goes_nowhere)
{
    Desk desk;
    auto running = std::make_unique<RunningServer>(plain_listener(), desk.handler());
    RawConnection asking(running->port());
    asking.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    auto reply = desk.next();
    running->stop(0ms);
    running->destroy();
    reply({200, "", "too late", {}});
    Reply dropped = std::move(reply);
}

TEST(ServerStop, replies_race_with_the_servers_end)
{
    for (int round = 0; round < 20; ++round) {
        Desk desk;
        std::jthread answering([&] {
            while (auto reply = desk.next())
                reply({200, "", "", {}});
        });
        RunningServer running(plain_listener(), desk.handler());
        std::vector<std::unique_ptr<RawConnection>> clients;
        for (int i = 0; i < 8; ++i) {
            clients.push_back(std::make_unique<RawConnection>(running.port()));
            clients.back()->send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        }
        running.destroy();
        desk.close();
    }
}

TEST(ServerStop, twice_and_before_run_is_fine)
{
    Server server({{plain_listener()}}, describe);
    server.stop(10s);
    server.stop(0ms);
    server.run();
    EXPECT_EQ(server.connections(), 0U);
}

TEST(ServerStop, a_server_that_never_ran_leaves_nothing_behind)
{
    const Server server({{tls_listener()}}, describe);
    RawConnection waiting(server.ports().front());
}

} // namespace
} // namespace onshi::net
