#include "http/pipeline.h"

#include "http/routes.h"
#include "storage/audit_store.h"
#include "support/memory_centre.h"
#include "usecase/certificates.h"
#include "wire/eligibility_message.h"
#include "wire/json.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <gmock/gmock.h>
#include <sstream>
#include <unistd.h>

namespace onshi::http {

namespace {

using domain::CallerClass;
using domain::ErrorCode;
using test::MemoryCentre;

/// The pipeline over a database in memory; requests come as values, so that no socket is needed.
class PipelineTest : public testing::Test
{
protected:
    PipelineTest()
    {
        const auto root = pki::make_root(centre_.environment, "test", std::chrono::years(5));
        authority_ = pki::make_issuing(centre_.environment, root, "test", std::chrono::years(5));
        face_ = std::make_unique<Centre>(Centre{.environment = centre_.environment,
                                                .desk = centre_.desk,
                                                .log = log_,
                                                .metrics = metrics_,
                                                .issuing_authority = authority_,
                                                .root_certificate = root.certificate,
                                                .limits = limits_,
                                                .version = "test",
                                                .database = "SQLite in memory"});
        pipeline_ = std::make_unique<Pipeline>(*face_);
    }
    ~PipelineTest() override
    {
        pipeline_.reset();
        std::filesystem::remove(log_file_);
    }

    net::Response send(net::Request request)
    {
        auto promise = std::make_shared<std::promise<net::Response>>();
        auto future = promise->get_future();
        pipeline_->handle(std::move(request),
                          [promise](net::Response response) { promise->set_value(std::move(response)); });
        return future.get();
    }
    net::Response get(const char* path, bool local = false)
    {
        net::Request request;
        request.method = "GET";
        request.path = path;
        request.remote = "127.0.0.1";
        request.local = local;
        return send(request);
    }

    /// Fingerprint of a fresh certificate of that class.
    std::string certificate_of(CallerClass cls, const std::string& holder)
    {
        const auto enrolled = centre_.desk.write_now([&](usecase::UnitOfWork& work) {
            const auto code = usecase::issue_code(work, MemoryCentre::shell(), cls, holder).value();
            return usecase::enrol(work, authority_, code, pki::signing_request(pki::new_key(), "x")).value();
        });
        return pki::hex(pki::read_certificate(enrolled.certificate).value().fingerprint);
    }

    static net::Request check(const std::string& fingerprint, std::string body)
    {
        net::Request request;
        request.method = "POST";
        request.path = "/exchange/OQSsiquc01req";
        request.headers = {{"content-type", "application/xml; charset=UTF-8"}};
        request.body = std::move(body);
        request.client_certificate = fingerprint;
        request.remote = "127.0.0.1";
        return request;
    }
    static std::string message(const char* facility_code = test::clinic)
    {
        return wire::write_eligibility_request({.on = test::date("2026-04-01"),
                                                .facility = test::facility(facility_code),
                                                .file_identifier = "202604010001",
                                                .search = {.insurer = test::hanako().insurer,
                                                           .id = test::hanako().id,
                                                           .birth_date = test::hanako().birth_date,
                                                           .limit_consent = false,
                                                           .person_identifier = "P000123"}});
    }
    static std::string code_in(const net::Response& response)
    {
        const auto answer = wire::parse_eligibility_answer(response.body);
        return answer && answer->failure ? answer->failure->code : "no failure";
    }
    static const char* wire_code(ErrorCode code) { return domain::entry_of(code).wire; }
    std::string log() const
    {
        std::ostringstream all;
        all << std::ifstream(log_file_).rdbuf();
        return all.str();
    }

    MemoryCentre centre_;
    std::filesystem::path log_file_ = [] {
        std::string name = (std::filesystem::temp_directory_path() / "onshi-log-XXXXXX").string();
        ::close(::mkstemp(name.data()));
        return name;
    }();
    base::Log log_{centre_.environment, base::LogLevel::info, log_file_.string()};
    base::Metrics metrics_;
    pki::Identity authority_;
    Limits limits_{.requests_per_second = 10, .burst = 20, .longest_wait = std::chrono::seconds(5)};
    std::unique_ptr<Centre> face_;
    std::unique_ptr<Pipeline> pipeline_;
};

TEST_F(PipelineTest, a_terminal_gets_its_answer_with_an_id)
{
    centre_.report("SYN-00000001", test::hanako());
    const auto response = send(check(certificate_of(CallerClass::terminal, test::clinic), message()));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.content_type, "application/xml; charset=UTF-8");
    EXPECT_EQ(response.headers.at(0).first, "Onshi-Answer-Id");
    const auto answer = wire::parse_eligibility_answer(response.body).value();
    EXPECT_EQ(answer.validity, domain::Validity::valid);
    EXPECT_EQ(answer.file_identifier, "202604010001");
    EXPECT_EQ(answer.search->person_identifier, "P000123");
    EXPECT_EQ(answer.found->insurer_name, "見本健康保険組合");
}

TEST_F(PipelineTest, a_facility_that_reads_shift_jis_gets_answers_and_errors_in_it)
{
    auto of_pharmacy = certificate_of(CallerClass::terminal, test::other_clinic);
    const auto answer = send(check(of_pharmacy, message(test::other_clinic)));
    EXPECT_EQ(answer.content_type, "application/xml; charset=Shift_JIS");
    EXPECT_THAT(answer.body, testing::HasSubstr("encoding=\"Shift_JIS\""));
    const auto error = send(check(of_pharmacy, "<XmlMsg>"));
    EXPECT_EQ(error.status, 400);
    EXPECT_THAT(error.body, testing::HasSubstr("encoding=\"Shift_JIS\""));
}

TEST_F(PipelineTest, without_a_certificate_nobody_checks)
{
    const auto response = send(check("", message()));
    EXPECT_EQ(response.status, 401);
    EXPECT_EQ(code_in(response), wire_code(ErrorCode::certificate_missing));
}

TEST_F(PipelineTest, only_terminals_check)
{
    for (const auto& [cls, holder] :
         {std::pair{CallerClass::insurer, test::sample_society}, std::pair{CallerClass::ministry, "office"},
          std::pair{CallerClass::operator_, "office"}}) {
        const auto response = send(check(certificate_of(cls, holder), message()));
        EXPECT_EQ(response.status, 403) << domain::name_of(cls);
        EXPECT_EQ(code_in(response), wire_code(ErrorCode::caller_not_allowed));
    }
}

TEST_F(PipelineTest, an_error_still_echoes_what_could_be_read)
{
    auto broken = message();
    const auto at = broken.find("<InsuredIdentificationNumber>");
    broken.erase(at, broken.find("</InsuredIdentificationNumber>") + 30 - at);
    const auto response = send(check(certificate_of(CallerClass::terminal, test::clinic), broken));
    EXPECT_EQ(response.status, 400);
    const auto answer = wire::parse_eligibility_answer(response.body).value();
    EXPECT_EQ(answer.failure->code, wire_code(ErrorCode::element_missing));
    EXPECT_EQ(answer.facility, test::clinic);
    EXPECT_EQ(answer.file_identifier, "202604010001");
    EXPECT_EQ(answer.on, test::date("2026-04-01"));
}

TEST_F(PipelineTest, the_content_type_must_be_xml)
{
    auto request = check(certificate_of(CallerClass::terminal, test::clinic), message());
    request.headers = {{"content-type", "application/json"}};
    const auto response = send(request);
    EXPECT_EQ(response.status, 415);
    EXPECT_EQ(code_in(response), wire_code(ErrorCode::media_type));
}

TEST_F(PipelineTest, an_idempotency_key_must_be_short_and_printable)
{
    auto request = check(certificate_of(CallerClass::terminal, test::clinic), message());
    request.headers.emplace_back("idempotency-key", std::string(256, 'k'));
    EXPECT_EQ(send(request).status, 400);
    request.headers.back().second = "a\tb";
    EXPECT_EQ(send(request).status, 400);
    request.headers.back().second = std::string(255, 'k');
    EXPECT_EQ(send(request).status, 200);
}

TEST_F(PipelineTest, unknown_paths_and_wrong_methods_are_told_apart)
{
    EXPECT_EQ(get("/nowhere").status, 404);
    EXPECT_EQ(get("/nowhere").content_type, "application/problem+json");
    EXPECT_EQ(get("/exchange/OQSsiquc01req").status, 405);
    EXPECT_EQ(code_in(get("/exchange/OQSnowhere")), wire_code(ErrorCode::route_unknown));
}

TEST_F(PipelineTest, what_the_server_could_not_read_is_refused_in_the_routes_language)
{
    auto request = check("", "");
    request.failure = net::ReadFailure::body_too_large;
    const auto response = send(request);
    EXPECT_EQ(response.status, 413);
    EXPECT_EQ(code_in(response), wire_code(ErrorCode::body_too_large));
    net::Request unreadable;
    unreadable.failure = net::ReadFailure::malformed;
    EXPECT_EQ(send(unreadable).status, 400);
}

TEST_F(PipelineTest, one_caller_cannot_take_more_than_its_share)
{
    const auto mine = certificate_of(CallerClass::terminal, test::clinic);
    const auto other = certificate_of(CallerClass::terminal, test::other_clinic);
    for (int i = 0; i < 20; ++i)
        ASSERT_EQ(send(check(mine, message())).status, 200) << i;
    EXPECT_EQ(send(check(mine, message())).status, 429);
    EXPECT_EQ(send(check(other, message(test::other_clinic))).status, 200) << "another caller has its own share";
    centre_.clock.advance(std::chrono::milliseconds(100)); // 10 a second: one more
    EXPECT_EQ(send(check(mine, message())).status, 200);
    EXPECT_EQ(send(check(mine, message())).status, 429);
}

TEST_F(PipelineTest, metrics_are_for_the_machine_itself_and_for_operators)
{
    EXPECT_EQ(get("/metrics").status, 401);
    EXPECT_EQ(get("/metrics", true).status, 200);
    net::Request request;
    request.method = "GET";
    request.path = "/metrics";
    request.client_certificate = certificate_of(CallerClass::operator_, "運用");
    EXPECT_EQ(send(request).status, 200);
    request.client_certificate = certificate_of(CallerClass::terminal, test::clinic);
    EXPECT_EQ(send(request).status, 403);
}

TEST_F(PipelineTest, unknown_elements_are_counted)
{
    auto extended = message();
    extended.insert(extended.find("<MessageBody>") + 13, "<FutureElement>1</FutureElement>");
    EXPECT_EQ(send(check(certificate_of(CallerClass::terminal, test::clinic), extended)).status, 200);
    EXPECT_THAT(get("/metrics", true).body, testing::HasSubstr("onshi_unknown_elements_total 1\n"));
}

TEST_F(PipelineTest, neither_log_nor_metrics_hold_what_was_asked)
{
    centre_.report("SYN-00000001", test::hanako());
    const auto terminal = certificate_of(CallerClass::terminal, test::clinic);
    static_cast<void>(send(check(terminal, message())));
    static_cast<void>(send(check(terminal, message(test::other_clinic))));
    const auto everything = log() + get("/metrics", true).body;
    EXPECT_THAT(everything, testing::HasSubstr("\"event\":\"request\""));
    EXPECT_THAT(everything, testing::HasSubstr("\"development\":true"));
    for (const char* personal :
         {"見本", "花子", "ミホン", "１２３４", "1234", "架空", "19850407", "1985-04-07", "P000123", "06139992"})
        EXPECT_THAT(everything, testing::Not(testing::HasSubstr(personal))) << personal;
}

TEST_F(PipelineTest, enrolment_needs_code_and_request)
{
    net::Request request;
    request.method = "POST";
    request.path = "/enrolment";
    request.body = R"({"code":"ABCDE"})";
    auto response = send(request);
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(wire::Json::parse(response.body).value().text_of("field"), "signing_request");
    request.body = R"({"code":"ABCDE","signing_request":"x"})";
    response = send(request);
    EXPECT_EQ(response.status, 403);
    EXPECT_EQ(wire::Json::parse(response.body).value().text_of("code"), wire_code(ErrorCode::enrolment_code));
}

TEST_F(PipelineTest, the_openapi_document_names_every_route_and_its_callers)
{
    const auto document = get("/openapi.json").body;
    EXPECT_THAT(document, testing::HasSubstr("\"openapi\": \"3.1.0\""));
    for (const auto& route : routes(true))
        EXPECT_THAT(document, testing::HasSubstr("\"" + std::string(route.path) + "\""));
    EXPECT_THAT(document, testing::HasSubstr("\"terminal\""));
}

TEST_F(PipelineTest, in_development_a_post_of_nothing_passes_the_whole_pipeline)
{
    auto request = check("", message());
    request.path = "/development/empty";
    const auto response = send(request);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "");
    EXPECT_THAT(log(), testing::HasSubstr("\"route\":\"/development/empty\""));
    EXPECT_THAT(get("/metrics", true).body,
                testing::HasSubstr("onshi_requests_total{route=\"/development/empty\",status=\"200\"} 1\n"));
    EXPECT_EQ(get("/development/empty").status, 405);
    request.client_certificate = certificate_of(CallerClass::terminal, test::clinic);
    for (int i = 0; i < 20; ++i)
        ASSERT_EQ(send(request).status, 200) << i;
    EXPECT_EQ(send(request).status, 429) << "the limit counts it as any other";
}

TEST_F(PipelineTest, without_the_development_switch_there_is_no_post_of_nothing)
{
    const base::Environment production{centre_.environment.clock, centre_.environment.random};
    const Centre face{.environment = production,
                      .desk = centre_.desk,
                      .log = log_,
                      .metrics = metrics_,
                      .issuing_authority = authority_,
                      .root_certificate = {},
                      .limits = limits_,
                      .version = "test"};
    pipeline_ = std::make_unique<Pipeline>(face);
    auto request = check("", message());
    request.path = "/development/empty";
    EXPECT_EQ(send(request).status, 404);
    EXPECT_EQ(get("/development/empty").status, 404) << "not 405: the path is unknown";
    EXPECT_THAT(get("/openapi.json").body, testing::Not(testing::HasSubstr("/development/")));
    EXPECT_EQ(get("/healthz").status, 200);
    pipeline_.reset(); // before the centre that it works with
}

TEST_F(PipelineTest, a_request_that_waited_too_long_is_not_begun)
{
    std::promise<void> let_go;
    auto gate = let_go.get_future().share();
    ASSERT_TRUE(centre_.desk.read([gate](usecase::UnitOfWork&) { gate.wait(); }, [](auto) {}));
    while (centre_.desk.counts().waiting != 0) // it is in a reader's hand
        std::this_thread::yield();
    auto answer = std::async(std::launch::async, [&] { return get("/readyz"); });
    while (centre_.desk.counts().waiting == 0)
        std::this_thread::yield();
    centre_.clock.advance(std::chrono::seconds(6));
    let_go.set_value();
    EXPECT_EQ(answer.get().status, 504);
}

} // namespace

} // namespace onshi::http
