#include "terminal/page/page_server.h"

#include "base/fault.h"
#include "card/secret.h"
#include "net/path.h"
#include "net/server.h"
#include "terminal/page/request_guard.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace onshi::terminal {

using domain::ErrorCode;

namespace {

constexpr std::chrono::seconds longest_look{25}; // of one long poll: shorter than browsers and proxies wait
constexpr std::size_t waiting_limit = 64;        // requests of the pages of one machine

std::int64_t since_of(std::string_view query)
{
    std::int64_t since = -1;
    if (query.starts_with("since="))
        std::from_chars(query.data() + 6, query.data() + query.size(), since);
    return since;
}

net::Response finished(net::Response response)
{
    add_page_headers(response);
    return response;
}

} // namespace

net::Response page_json(const wire::Json& json, int status) { return {status, "application/json", json.compact(), {}}; }

net::Response page_problem(const domain::Rejection& rejection)
{
    return {domain::entry_of(rejection.code).http, "application/problem+json", wire::problem_details(rejection), {}};
}

struct PageServer::Core
{
    struct Job
    {
        Job(const PageRoute& r, net::Request asked, net::Reply to)
            : route(&r)
            , request(std::move(asked))
            , reply(std::move(to))
        {
        }
        Job(Job&&) = default;
        Job& operator=(Job&&) = delete;
        Job(const Job&) = delete;
        Job& operator=(const Job&) = delete;
        ~Job() { card::wipe(request.body); } // PIN or password may be in it, also when it was never handled

        const PageRoute* route;
        net::Request request;
        net::Reply reply;
    };

    Core(const base::Environment& env, base::Log& l, std::uint16_t port, const StaticFiles& f, std::vector<PageRoute> r,
         std::vector<PageBoard> b)
        : environment(env)
        , log(l)
        , files(f)
        , routes(std::move(r))
        , boards(std::move(b))
        , server({.listeners = {{.address = "127.0.0.1", .port = port, .tls = std::nullopt}}},
                 [this](net::Request request, net::Reply reply) { take(std::move(request), std::move(reply)); })
    {
        for (auto& worker : workers)
            worker = std::jthread([this](const std::stop_token& stop) { work(stop); });
        ticking = std::jthread([this](const std::stop_token& stop) { tick(stop); });
        serving = std::jthread([this] { server.run(); });
    }

    ~Core()
    {
        ticking.request_stop();
        for (auto& worker : workers)
            worker.request_stop();
        wake.notify_all();
        ticking.join();
        for (auto& worker : workers)
            worker.join();
        for (const auto& board : boards)
            board.board->expire(base::Instant::max());
        server.stop(std::chrono::milliseconds(500));
        serving.join();
    }

    void take(net::Request request, net::Reply reply)
    {
        if (request.failure != net::ReadFailure::none)
            return refuse(reply, ErrorCode::request_malformed);
        if (const auto foreign = refuse_foreign(request, server.ports().front()))
            return reply(finished(page_problem(*foreign)));
        if (!request.path.starts_with("/api/"))
            return reply(finished(files.get(request.path)));
        for (const auto& board : boards)
            if (board.path == request.path)
                return look(board, request, std::move(reply));
        const auto known = [&](const PageRoute& route) { return net::path_fits(route.path, request.path); };
        const auto route =
            std::ranges::find_if(routes, [&](const PageRoute& r) { return r.method == request.method && known(r); });
        if (route == routes.end())
            return refuse(reply, std::ranges::any_of(routes, known) ? ErrorCode::method_not_allowed
                                                                    : ErrorCode::route_unknown);
        Job job(*route, std::move(request), std::move(reply));
        const std::scoped_lock lock(mutex);
        if (jobs.size() >= waiting_limit)
            return refuse(job.reply, ErrorCode::overloaded);
        jobs.push_back(std::move(job));
        wake.notify_one();
    }

    static void refuse(net::Reply& reply, ErrorCode code) { reply(finished(page_problem(domain::rejection(code)))); }

    void look(const PageBoard& board, const net::Request& request, net::Reply reply)
    {
        if (board.may_see && !board.may_see(session_in(request)))
            return refuse(reply, ErrorCode::staff_sign_in_needed);
        board.board->wait(since_of(request.query), environment.clock.now() + longest_look,
                          [reply = std::move(reply)](std::string json) mutable {
                              reply(finished({200, "application/json", std::move(json), {}}));
                          });
    }

    void tick(const std::stop_token& stop)
    {
        std::mutex own;
        std::condition_variable_any timer;
        while (!stop.stop_requested()) {
            std::unique_lock lock(own);
            timer.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; });
            for (const auto& board : boards)
                board.board->expire(environment.clock.now());
        }
    }

    void work(const std::stop_token& stop)
    {
        while (true) {
            std::unique_lock lock(mutex);
            wake.wait(lock, stop, [this] { return !jobs.empty(); });
            if (jobs.empty())
                return;
            auto job = std::move(jobs.front());
            jobs.pop_front();
            lock.unlock();
            job.reply(finished(answer(job)));
        }
    }

    net::Response answer(Job& job) const
    {
        try {
            PageCall call{job.request, wire::Json::object(), session_in(job.request),
                          SecretText(job.request.body, job.route->secret)};
            if (!job.request.body.empty()) {
                auto body = wire::Json::parse(job.request.body);
                if (!body || !body->is_object())
                    return page_problem(domain::rejection(ErrorCode::request_malformed));
                call.body = *std::move(body);
            }
            return job.route->handle(call);
        } catch (const base::Fault& fault) {
            log.line(base::LogLevel::warn, "page_fault",
                     {{"route", job.route->path}, {"kind", base::name_of(fault.code())}, {"details", fault.what()}});
            return page_problem(domain::rejection(
                fault.code() == base::FaultCode::network ? ErrorCode::centre_unreachable : ErrorCode::fault));
        } catch (const std::exception& bug) {
            log.line(base::LogLevel::error, "page_fault",
                     {{"route", job.route->path}, {"kind", "bug"}, {"details", bug.what()}});
            return page_problem(domain::rejection(ErrorCode::fault));
        }
    }

    const base::Environment& environment;
    base::Log& log;
    const StaticFiles& files;
    const std::vector<PageRoute> routes;
    const std::vector<PageBoard> boards;
    std::mutex mutex;
    std::condition_variable_any wake;
    std::deque<Job> jobs;
    net::Server server;
    std::array<std::jthread, 4> workers;
    std::jthread ticking, serving;
};

PageServer::PageServer(const base::Environment& environment, base::Log& log, std::uint16_t port,
                       const StaticFiles& files, std::vector<PageRoute> routes, std::vector<PageBoard> boards)
    : core_(std::make_unique<Core>(environment, log, port, files, std::move(routes), std::move(boards)))
{
}

PageServer::~PageServer() = default;

std::uint16_t PageServer::port() const { return core_->server.ports().front(); }

} // namespace onshi::terminal
