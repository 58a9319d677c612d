#pragma once

#include "base/files.h"
#include "net/loopback_fixture.h"
#include "net/path.h"
#include "support/temporary_folder.h"
#include "support/test_environment.h"
#include "terminal/fallback/check_fixture.h"
#include "terminal/page/page_routes.h"

#include <algorithm>
#include <atomic>
#include <gmock/gmock.h>
#include <mutex>

/// The page's routes over a centre that knows one member of the staff. All people are made up.
namespace onshi::terminal {

constexpr const char* clerk_session = "session-of-the-clerk-43-characters-long-000";

/// As far as doc/formats/staff.md describes it and these tests need it.
class StaffCentre
{
public:
    StaffCentre()
        : server_(net::tls_listener(),
                  [this](const net::Request& request, net::Reply reply) { reply(answer(request)); })
    {
    }
    [[nodiscard]] net::Address address() const { return {"127.0.0.1", server_.port()}; }
    /// From now on nobody answers there.
    void go_away() { server_.destroy(); }

    /// "POST /staff/sign-in", in the order of coming.
    std::vector<std::string> asked()
    {
        const std::scoped_lock lock(mutex_);
        return asked_;
    }
    net::Request last()
    {
        const std::scoped_lock lock(mutex_);
        return last_;
    }

    std::atomic<bool> has_ended = false; ///< the session

private:
    static net::Response json(const char* text) { return {200, "application/json", text, {}}; }

    net::Response answer(const net::Request& request)
    {
        const std::scoped_lock lock(mutex_);
        asked_.push_back(request.method + " " + request.path);
        last_ = request;
        if (request.path == "/staff/second-factor/totp")
            return json(
                R"({"session":"session-of-the-clerk-43-characters-long-000","name":"見本　受付","role":"clerk",)"
                R"("until":"2026-04-01T21:00:00+09:00"})");
        if (request.header("onshi-session") != clerk_session || has_ended)
            return {401,
                    "application/problem+json",
                    wire::problem_details(domain::rejection(domain::ErrorCode::staff_sign_in_needed)),
                    {}};
        if (request.path == "/staff/me")
            return json(R"({"id":"0197","name":"見本　受付","role":"clerk","until":"2026-04-01T21:00:00+09:00",)"
                        R"("facility":{"code":"1319999999","name":"見本診療所"}})");
        return json(R"({"members":[]})");
    }

    std::mutex mutex_;
    std::vector<std::string> asked_;
    net::Request last_;
    net::RunningServer server_;
};

class PageTest : public testing::Test
{
protected:
    /// What the route of that method and path answers, called as the page's server does it.
    net::Response call(const char* method, const char* path, const std::string& body = "",
                       const std::string& session = "")
    {
        net::Request request;
        request.method = method;
        request.path = path;
        request.body = body;
        const auto all = page_routes(reception, fallback);
        const auto route = std::ranges::find_if(
            all, [&](const PageRoute& r) { return r.method == method && net::path_fits(r.path, path); });
        if (route == all.end())
            throw std::invalid_argument(std::string(path) + ": no such route");
        PageCall made{request, body.empty() ? wire::Json::object() : wire::Json::parse(body).value(), session,
                      SecretText(request.body, route->secret)};
        return route->handle(made);
    }
    static std::string code_in(const net::Response& response)
    {
        return wire::Json::parse(response.body)->text_of("code");
    }
    static std::string header(const net::Response& response, std::string_view name)
    {
        for (const auto& [key, value] : response.headers)
            if (std::ranges::equal(
                    key, name, {}, [](unsigned char c) { return std::tolower(c); },
                    [](unsigned char c) { return std::tolower(c); }))
                return value;
        return {};
    }

    const test::TemporaryFolder folder;
    test::StandingClock clock{test::instant("2026-04-01T09:00:00+09:00")};
    base::SystemRandom random;
    const base::Environment environment{clock, random};
    base::Log log{environment, base::LogLevel::error, folder / "log"};
    StaffCentre centre;
    const Identity identity{net::certificates().client.certificate, net::certificates().client.key,
                            net::certificates().root.certificate, "1319999999"};
    CentreLink link{centre.address(), identity};
    StaffSessions sessions{environment, link};
    Board kiosk{wire::Json::object()};
    ReceptionList list{environment, [] {}};
    Reception reception{{.environment = environment,
                         .log = log,
                         .centre = link,
                         .kiosk = kiosk,
                         .list = list,
                         .deliver = [](const std::string&) { return std::string(); },
                         .open_card = [](const std::string&) -> card::CardResult<std::unique_ptr<card::Transport>> {
                             return std::unexpected(card::CardTrouble{card::Trouble::no_card});
                         }},
                        {}};
    std::atomic<bool> is_reachable = true;
    std::atomic<int> checks_asked = 0;
    CheckQueue queue{environment,
                     log,
                     [this](const wire::EligibilityRequest&, const std::string&) -> AskOutcome {
                         ++checks_asked;
                         if (!is_reachable)
                             return Unreachable{};
                         return sample::answer(domain::Validity::valid);
                     },
                     {.file = folder / "checks.journal", .first_wait = std::chrono::hours(1)}};
    const FallbackParts fallback{.environment = environment,
                                 .centre = link,
                                 .sessions = sessions,
                                 .queue = queue,
                                 .facility = domain::FacilityCode::parse("1319999999").value(),
                                 .facility_name = "見本診療所",
                                 .centre_reachable = [this] { return is_reachable.load(); }};
};

} // namespace onshi::terminal
