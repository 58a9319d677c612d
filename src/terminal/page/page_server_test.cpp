#include "base/fault.h"
#include "terminal/page/page_fixture.h"

#include <map>
#include <set>
#include <sstream>

namespace onshi::terminal {
namespace {

using testing::HasSubstr;
using testing::Not;

class PageServerTest : public PageTest
{
protected:
    PageServerTest()
    {
        std::filesystem::create_directories(folder / "pages");
        base::write_new_file(folder / "pages" / "index.html", "index");
        base::write_new_file(folder / "pages" / "kiosk.html", "kiosk");
    }

    void serve(std::vector<PageRoute> all)
    {
        files.emplace(folder / "pages");
        server.emplace(environment, log, std::uint16_t{0}, *files, std::move(all), boards);
    }

    /// As our own page sends it; `changed` takes its place in the headers. Byte by byte, since our client has a host of
    /// its own.
    net::Response send(const std::string& method, const std::string& target, const std::string& body = "",
                       const net::Headers& changed = {})
    {
        const auto own = "localhost:" + std::to_string(server->port());
        std::map<std::string, std::string> headers{{"host", own},
                                                   {"origin", "http://" + own},
                                                   {"content-type", "application/json"},
                                                   {"content-length", std::to_string(body.size())},
                                                   {"connection", "close"}};
        for (const auto& [name, value] : changed)
            headers[name] = value;
        auto text = method + " " + target + " HTTP/1.1\r\n";
        for (const auto& [name, value] : headers)
            text.append(name).append(": ").append(value).append("\r\n");
        net::RawConnection connection(server->port());
        connection.send(text + "\r\n" + body);
        return read(connection.receive_all());
    }

    static net::Response read(const std::string& answer)
    {
        std::istringstream lines(answer.substr(0, answer.find("\r\n\r\n")));
        net::Response response;
        std::string line;
        std::getline(lines, line);
        response.status = line.size() > 12 ? std::stoi(line.substr(9, 3)) : 0;
        while (std::getline(lines, line))
            if (const auto colon = line.find(": "); colon != std::string::npos)
                response.headers.emplace_back(line.substr(0, colon),
                                              line.substr(colon + 2, line.find('\r') - colon - 2));
        response.body = answer.substr(std::min(answer.size(), answer.find("\r\n\r\n") + 4));
        return response;
    }

    Board staff{wire::Json::object()};
    const std::vector<PageBoard> boards{
        {"/api/kiosk/state", &kiosk, nullptr},
        {"/api/staff/state", &staff, [this](const std::string& session) { return sessions.may_look(session); }}};
    std::optional<StaticFiles> files;
    std::optional<PageServer> server;
};

TEST_F(PageServerTest, every_operation_of_the_document_has_a_route_and_the_reverse)
{
    const auto document =
        wire::Json::parse(base::read_file(ONSHI_SOURCE_DIR "/src/terminal/page/openapi.json")).value();
    std::set<std::string> described, served;
    document.member("paths").each_member([&](std::string_view path, const wire::Json& operations) {
        operations.each_member([&](std::string_view method, const wire::Json&) {
            auto name = std::string(method);
            std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::toupper(c); });
            described.insert(name + " " + std::string(path));
        });
    });
    for (const auto& route : page_routes(reception, fallback))
        EXPECT_TRUE(served.insert(std::string(route.method) + " " + std::string(route.path)).second) << route.path;
    for (const auto& board : boards)
        served.insert("GET " + std::string(board.path));
    EXPECT_EQ(described, served);
    EXPECT_GT(described.size(), 25U);
}

TEST_F(PageServerTest, what_is_not_there_is_told_apart)
{
    serve(page_routes(reception, fallback));
    EXPECT_EQ(send("GET", "/").body, "index");
    EXPECT_EQ(send("GET", "/kiosk").body, "kiosk");
    EXPECT_EQ(send("GET", "/nothing").status, 404);
    EXPECT_EQ(send("GET", "/api/nothing").status, 404);
    EXPECT_EQ(send("GET", "/api/kiosk/pin").status, 405);
    EXPECT_EQ(send("POST", "/api/kiosk/pin", "no JSON").status, 400);
    EXPECT_EQ(send("POST", "/api/kiosk/pin", "[]").status, 400);
}

TEST_F(PageServerTest, the_policy_stands_on_every_answer_and_lets_nothing_inline)
{
    serve(page_routes(reception, fallback));
    std::vector<net::Response> answers{send("GET", "/"),
                                       send("GET", "/nothing"),
                                       send("GET", "/api/kiosk/state"),
                                       send("GET", "/api/staff/state"),
                                       send("GET", "/api/staff/procedure"),
                                       send("GET", "/api/staff/statement"),
                                       send("GET", "/api/nothing"),
                                       send("POST", "/api/kiosk/pin", "no JSON"),
                                       send("POST", "/api/kiosk/cancel", R"({"reception":"x"})"),
                                       send("GET", "/", "", {{"host", "evil.example"}})};
    centre.go_away();
    answers.push_back(send("GET", "/api/staff/members"));
    EXPECT_EQ(answers.back().status, 503);
    for (const auto& answer : answers) {
        const auto policy = header(answer, "content-security-policy");
        EXPECT_THAT(policy, HasSubstr("default-src 'self'")) << answer.status << " " << answer.body;
        EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
        EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
        EXPECT_EQ(header(answer, "x-content-type-options"), "nosniff");
        EXPECT_NE(header(answer, "cache-control"), "");
    }
}

TEST_F(PageServerTest, the_session_comes_and_goes_by_cookie_and_stands_in_no_body)
{
    serve(page_routes(reception, fallback));
    const auto entered = send("POST", "/api/staff/second-factor/totp", R"({"ticket":"t","code":"123456"})");
    EXPECT_THAT(header(entered, "set-cookie"), HasSubstr("HttpOnly; SameSite=Strict"));
    EXPECT_THAT(entered.body, Not(HasSubstr(clerk_session)));
    const net::Headers signed_in{{"cookie", std::string("onshi_staff=") + clerk_session}};
    for (const char* path : {"/api/staff/me", "/api/staff/state", "/api/staff/members", "/api/staff/queue"}) {
        const auto answer = send("GET", path, "", signed_in);
        EXPECT_EQ(answer.status, 200) << path;
        EXPECT_THAT(answer.body, Not(HasSubstr(clerk_session))) << path;
        EXPECT_EQ(send("GET", path).status, 401) << path << " without it";
    }
}

TEST_F(PageServerTest, an_input_for_a_reception_that_is_over_is_refused_with_its_code)
{
    serve(page_routes(reception, fallback));
    for (const auto& [path, rest] :
         {std::pair{"mode", R"("mode":"pin")"}, std::pair{"pin", R"("pin":"1234","insist":false)"},
          std::pair{"registration", R"("agree":true)"}, std::pair{"consent", R"("consents":{})"},
          std::pair{"withdraw", R"("items":["medication"])"}, std::pair{"cancel", R"("x":1)"},
          std::pair{"retry", R"("x":1)"}}) {
        const auto late = send("POST", std::string("/api/kiosk/") + path,
                               std::string(R"({"reception":"of-yesterday",)") + rest + "}");
        EXPECT_EQ(late.status, 409) << path;
        EXPECT_EQ(code_in(late), "OPN50001E") << path;
    }
}

TEST_F(PageServerTest, a_withdrawal_names_what_is_withdrawn)
{
    serve(page_routes(reception, fallback));
    EXPECT_EQ(code_in(send("POST", "/api/kiosk/withdraw", R"({"reception":"r","items":[]})")), "OPN10002E");
    EXPECT_EQ(code_in(send("POST", "/api/kiosk/withdraw", R"({"reception":"r"})")), "OPN10002E");
    EXPECT_EQ(code_in(send("POST", "/api/kiosk/withdraw", R"({"reception":"r","items":["all"]})")), "OPN10007E");
}

TEST_F(PageServerTest, nothing_is_done_for_foreign_pages_and_names)
{
    serve(page_routes(reception, fallback));
    const std::string body = R"({"ticket":"t","code":"123456"})";
    const std::vector<net::Headers> foreign{{{"host", "evil.example:8181"}},
                                            {{"origin", "https://evil.example"}},
                                            {{"origin", "null"}},
                                            {{"sec-fetch-site", "cross-site"}}};
    for (const auto& headers : foreign) {
        const auto refused = send("POST", "/api/staff/second-factor/totp", body, headers);
        EXPECT_EQ(refused.status, 403) << headers[0].first << " " << headers[0].second;
        EXPECT_EQ(code_in(refused), "OPN50003E");
        EXPECT_EQ(header(refused, "set-cookie"), "");
        EXPECT_EQ(send("GET", "/api/kiosk/state", "", headers).status, 403);
    }
    EXPECT_EQ(send("POST", "/api/staff/second-factor/totp", body, {{"content-type", "text/plain"}}).status, 415);
    EXPECT_TRUE(centre.asked().empty());
    EXPECT_EQ(send("POST", "/api/staff/second-factor/totp", body).status, 200) << "the same from our own page";
}

TEST_F(PageServerTest, a_secret_is_nowhere_but_in_its_own_place)
{
    std::string body, member, secret;
    serve({{"POST", "/api/told",
            [&](PageCall& call) {
                body = call.request.body;
                member = call.body.text_of("pin");
                secret = call.secret.view();
                return page_json(wire::Json::object());
            },
            "pin"}});
    EXPECT_EQ(send("POST", "/api/told", R"({"pin":"8642","insist":false})").status, 200);
    EXPECT_EQ(body, R"({"pin":"****","insist":false})");
    EXPECT_EQ(member, "****");
    EXPECT_EQ(secret, "8642");
}

TEST_F(PageServerTest, a_handler_that_fails_is_answered_and_the_page_goes_on)
{
    serve({{"GET", "/api/away",
            [](PageCall&) -> net::Response { throw base::Fault(base::FaultCode::network, "nobody there"); }},
           {"GET", "/api/full", [](PageCall&) -> net::Response { throw base::Fault(base::FaultCode::io, "disk"); }},
           {"GET", "/api/bug", [](PageCall&) -> net::Response { throw std::logic_error("bug"); }}});
    EXPECT_EQ(code_in(send("GET", "/api/away")), "OPN50004E");
    for (const char* path : {"/api/full", "/api/bug"}) {
        const auto failed = send("GET", path);
        EXPECT_EQ(failed.status, 500);
        EXPECT_THAT(failed.body, Not(HasSubstr("disk")));
    }
    EXPECT_EQ(send("GET", "/").status, 200);
}

TEST_F(PageServerTest, a_page_waits_for_what_it_has_not_seen)
{
    serve(page_routes(reception, fallback));
    const auto seen = wire::Json::parse(send("GET", "/api/kiosk/state").body)->integer_of("sequence").value();
    std::jthread soon([&] { reception.reader_connected(true); });
    const auto next = wire::Json::parse(send("GET", "/api/kiosk/state?since=" + std::to_string(seen)).body).value();
    EXPECT_EQ(next.integer_of("sequence"), seen + 1);
    EXPECT_EQ(next.member("reader").member("connected").scalar(), "1");
}

} // namespace
} // namespace onshi::terminal
