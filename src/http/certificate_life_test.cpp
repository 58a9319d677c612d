#include "http/pipeline.h"
#include "support/memory_centre.h"
#include "support/pem.h"
#include "usecase/certificates.h"
#include "wire/json.h"

#include <filesystem>
#include <future>
#include <gmock/gmock.h>

namespace onshi::http {

namespace {

using domain::CallerClass;
using domain::ErrorCode;
using test::MemoryCentre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* proxy = "10.0.0.5";

/// What the pipeline does about a caller's certificate in the course of its life, over a database in memory.
class CertificateLife : public testing::Test
{
protected:
    CertificateLife()
    {
        const auto root = pki::make_root(centre_.environment, "test", std::chrono::years(5));
        authority_ = pki::make_issuing(centre_.environment, root, "test", std::chrono::years(5));
        face_ = std::make_unique<Centre>(
            Centre{.environment = centre_.environment,
                   .desk = centre_.desk,
                   .log = log_,
                   .metrics = metrics_,
                   .issuing_authority = authority_,
                   .root_certificate = root.certificate,
                   .limits = {.requests_per_second = 1, .burst = 5, .longest_wait = std::chrono::seconds(5)},
                   .version = "test",
                   .database = "SQLite in memory",
                   .proxies = {proxy},
                   .server_certificate_end = centre_.clock.now() + std::chrono::days(3)});
        pipeline_ = std::make_unique<Pipeline>(*face_);
        proxys_own_ = certificate_of(CallerClass::operator_, "proxy");
    }

    net::Response send(net::Request request)
    {
        std::promise<net::Response> promise;
        auto future = promise.get_future();
        pipeline_->handle(std::move(request),
                          [&promise](net::Response response) { promise.set_value(std::move(response)); });
        return future.get();
    }
    static net::Request request(const char* method, const char* path, std::string body = {})
    {
        net::Request made;
        made.method = method;
        made.path = path;
        made.body = std::move(body);
        made.remote = "192.0.2.1";
        return made;
    }
    /// The same request from the holder of that certificate, by TLS to the centre itself.
    static net::Request from(const std::string& certificate, net::Request request)
    {
        request.client_certificate_der = test::der_of(certificate);
        request.client_certificate = pki::hex(pki::sha256({request.client_certificate_der}));
        return request;
    }
    /// The same request by way of the proxy, which has a certificate of its own.
    net::Request through(const char* address, const std::string& client_cert, net::Request request)
    {
        request = from(proxys_own_, std::move(request));
        request.remote = address;
        request.headers.emplace_back("client-cert", client_cert);
        return request;
    }
    std::string certificate_of(CallerClass cls, const std::string& holder, const std::string& key = pki::new_key())
    {
        return centre_.desk
            .write_now([&](usecase::UnitOfWork& work) {
                const auto code = usecase::issue_code(work, MemoryCentre::shell(), cls, holder).value();
                return usecase::enrol(work, authority_, code, pki::signing_request(key, "x")).value();
            })
            .certificate;
    }
    static net::Request renewal(const std::string& key = pki::new_key())
    {
        auto body = wire::Json::object();
        body.set("signing_request", pki::signing_request(key, "onshi terminal"));
        return request("POST", "/certificates/renewal", body.compact());
    }
    std::string metrics()
    {
        auto get = request("GET", "/metrics");
        get.local = true;
        get.remote = "127.0.0." + std::to_string(++readings_); // not to be counted as one caller
        return send(get).body;
    }
    static std::string header_of(const net::Response& response, const std::string& name)
    {
        for (const auto& [key, value] : response.headers)
            if (key == name)
                return value;
        return "none";
    }
    static std::string member_of(const net::Response& response, const char* name)
    {
        return wire::Json::parse(response.body).value().text_of(name);
    }
    static const char* wire_code(ErrorCode code) { return domain::entry_of(code).wire; }

    MemoryCentre centre_;
    base::Log log_{centre_.environment, base::LogLevel::error};
    base::Metrics metrics_;
    pki::Identity authority_;
    std::unique_ptr<Centre> face_;
    std::unique_ptr<Pipeline> pipeline_;
    int readings_ = 0;
    std::string proxys_own_;
};

TEST_F(CertificateLife, each_class_renews_its_certificate_and_the_old_one_stays_good)
{
    for (const auto& [cls, holder] :
         {std::pair{CallerClass::terminal, test::clinic}, std::pair{CallerClass::insurer, test::sample_society},
          std::pair{CallerClass::ministry, "office"}, std::pair{CallerClass::operator_, "office"}}) {
        const auto old = certificate_of(cls, holder);
        const auto response = send(from(old, renewal()));
        ASSERT_EQ(response.status, 201) << domain::name_of(cls) << response.body;
        EXPECT_EQ(member_of(response, "holder"), holder);
        EXPECT_EQ(member_of(response, "authority"), face_->root_certificate);
        EXPECT_EQ(send(from(old, renewal())).status, 201);
        EXPECT_EQ(send(from(member_of(response, "certificate"), renewal())).status, 201);
    }
}

TEST_F(CertificateLife, nobody_renews_without_a_good_certificate)
{
    EXPECT_EQ(send(renewal()).status, 401);
    auto local = renewal();
    local.local = true;
    EXPECT_EQ(send(local).status, 403);
    const auto ended = certificate_of(CallerClass::terminal, test::clinic);
    centre_.clock.advance(std::chrono::days(3 * 365 + 1));
    EXPECT_EQ(member_of(send(from(ended, renewal())), "code"), wire_code(ErrorCode::certificate_expired));
    const auto revoked = certificate_of(CallerClass::terminal, test::clinic);
    EXPECT_TRUE(centre_.desk.write_now([&](usecase::UnitOfWork& work) {
        return usecase::revoke(work, MemoryCentre::shell(), pki::read_certificate(revoked).value().serial);
    }));
    EXPECT_EQ(member_of(send(from(revoked, renewal())), "code"), wire_code(ErrorCode::certificate_revoked));
}

TEST_F(CertificateLife, a_renewal_needs_a_request_for_a_new_key)
{
    const auto key = pki::new_key();
    const auto old = certificate_of(CallerClass::terminal, test::clinic, key);
    auto response = send(from(old, renewal(key)));
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(member_of(response, "field"), "signing_request");
    EXPECT_EQ(member_of(response, "code"), wire_code(ErrorCode::signing_request));
    response = send(from(old, request("POST", "/certificates/renewal", "{}")));
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(member_of(response, "code"), wire_code(ErrorCode::element_missing));
}

TEST_F(CertificateLife, answers_name_the_day_from_ninety_days_before_it)
{
    const auto terminal = certificate_of(CallerClass::terminal, test::clinic);
    const auto day = [&] {
        return header_of(send(from(terminal, request("GET", "/readyz"))), "Onshi-Certificate-Expires");
    };
    // issued 2026-04-01T09:02:12; three times 365 days later is 2029-03-31, and ninety days before that 2028-12-31
    centre_.clock.set(test::instant("2028-12-31T09:02:11+09:00"));
    EXPECT_EQ(day(), "none");
    centre_.clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(day(), "2029-03-31");
    const auto refused = send(from(terminal, request("GET", "/metrics")));
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(header_of(refused, "Onshi-Certificate-Expires"), "2029-03-31") << "refusals tell it too";
    EXPECT_EQ(header_of(send(request("GET", "/readyz")), "Onshi-Certificate-Expires"), "none") << "nobody has no end";
    centre_.clock.set(test::instant("2029-03-31T09:02:13+09:00"));
    EXPECT_EQ(day(), "none") << "it has ended, and the error says so";
}

TEST_F(CertificateLife, the_day_is_japans)
{
    centre_.clock.set(test::instant("2026-04-01T23:59:59Z")); // 2 April in Japan
    const auto terminal = certificate_of(CallerClass::terminal, test::clinic);
    centre_.clock.advance(std::chrono::days(3 * 365 - 1));
    EXPECT_EQ(header_of(send(from(terminal, request("GET", "/readyz"))), "Onshi-Certificate-Expires"), "2029-04-01");
}

TEST_F(CertificateLife, metrics_count_what_ends_soon)
{
    const auto terminal = certificate_of(CallerClass::terminal, test::clinic);
    EXPECT_THAT(metrics(), HasSubstr("onshi_certificates_expiring{class=\"terminal\"} 0\n"));
    EXPECT_THAT(metrics(), HasSubstr("onshi_server_certificate_seconds 259200\n")); // three days
    centre_.clock.advance(std::chrono::days(3 * 365 - 90));
    EXPECT_THAT(metrics(), HasSubstr("onshi_certificates_expiring{class=\"terminal\"} 1\n"));
    EXPECT_EQ(send(from(terminal, renewal())).status, 201);
    EXPECT_THAT(metrics(), HasSubstr("onshi_certificates_expiring{class=\"terminal\"} 0\n"));
}

TEST_F(CertificateLife, a_terminal_sees_and_sets_the_character_code_of_its_own_facility)
{
    const auto terminal = certificate_of(CallerClass::terminal, test::clinic);
    const auto get = [&] { return send(from(terminal, request("GET", "/facility/settings"))); };
    EXPECT_EQ(get().body, "{\n  \"character_code\": 0\n}\n");
    const auto put = send(from(terminal, request("PUT", "/facility/settings", R"({"character_code": 1})")));
    EXPECT_EQ(put.status, 200);
    EXPECT_EQ(put.body, "{\n  \"character_code\": 1\n}\n");
    EXPECT_EQ(get().body, put.body);
    auto broken = request("POST", "/exchange/OQSsiquc01req", "<XmlMsg>");
    broken.headers = {{"content-type", "application/xml"}};
    EXPECT_EQ(send(from(terminal, broken)).content_type, "application/xml; charset=Shift_JIS");
}

TEST_F(CertificateLife, other_values_are_refused_by_name)
{
    const auto terminal = certificate_of(CallerClass::terminal, test::clinic);
    const auto put = [&](const char* body) {
        centre_.clock.advance(std::chrono::seconds(5)); // within the rate
        return send(from(terminal, request("PUT", "/facility/settings", body)));
    };
    for (const auto* body : {"", "{", "0", "[0]", "null", R"({"character_code": 2})", R"({"character_code": "1"})",
                             R"({"character_code": true})", R"({"character_code": 1.5})", R"({"character_code": null})",
                             R"({"character_code": 1, "facility": "1349999993"})"}) {
        const auto response = put(body);
        EXPECT_EQ(response.status, 400) << body;
        EXPECT_EQ(member_of(response, "field"), "character_code") << body;
        EXPECT_EQ(member_of(response, "code"), wire_code(ErrorCode::unknown_value)) << body;
    }
    EXPECT_EQ(member_of(put("{}"), "code"), wire_code(ErrorCode::element_missing));
}

TEST_F(CertificateLife, only_terminals_have_a_facility_to_set)
{
    for (const auto& [cls, holder] :
         {std::pair{CallerClass::insurer, test::sample_society}, std::pair{CallerClass::operator_, "office"}})
        for (const auto* method : {"GET", "PUT"})
            EXPECT_EQ(send(from(certificate_of(cls, holder), request(method, "/facility/settings"))).status, 403);
    EXPECT_EQ(send(request("GET", "/facility/settings")).status, 401);
}

TEST_F(CertificateLife, the_openapi_document_has_both_operations_of_one_path)
{
    const auto document = send(request("GET", "/openapi.json")).body;
    EXPECT_THAT(document, HasSubstr("\"operationId\": \"GET_facility_settings\""));
    EXPECT_THAT(document, HasSubstr("\"operationId\": \"PUT_facility_settings\""));
}

TEST_F(CertificateLife, behind_the_proxy_the_caller_is_whom_the_proxy_names)
{
    const auto terminal = certificate_of(CallerClass::terminal, test::clinic);
    const auto named = test::client_cert_of(terminal);
    EXPECT_EQ(send(through(proxy, named, request("GET", "/facility/settings"))).status, 200);
    EXPECT_EQ(send(through(proxy, named, renewal())).status, 201);
    auto nobody = from(proxys_own_, request("GET", "/metrics"));
    EXPECT_EQ(send(nobody).status, 200) << "the operator, where it comes by itself";
    nobody.remote = proxy;
    EXPECT_EQ(send(nobody).status, 401) << "the proxy's own certificate is not the caller's";
}

TEST_F(CertificateLife, a_certificate_named_by_a_proxy_is_judged_as_any_other)
{
    const auto terminal = certificate_of(CallerClass::terminal, test::clinic);
    const auto seen = [&](const std::string& value) {
        return member_of(send(through(proxy, value, request("GET", "/facility/settings"))), "code");
    };
    EXPECT_EQ(seen(":YWJj:"), wire_code(ErrorCode::certificate_unregistered));
    EXPECT_EQ(seen(test::client_cert_of(face_->root_certificate)), wire_code(ErrorCode::certificate_unregistered));
    EXPECT_EQ(seen("YWJj"), wire_code(ErrorCode::request_malformed));
    centre_.clock.advance(std::chrono::days(3 * 365 + 1));
    EXPECT_EQ(seen(test::client_cert_of(terminal)), wire_code(ErrorCode::certificate_expired));
}

TEST_F(CertificateLife, from_anybody_else_the_header_is_ignored_and_counted)
{
    const auto named = test::client_cert_of(certificate_of(CallerClass::terminal, test::clinic));
    auto stranger = request("GET", "/facility/settings");
    stranger.headers.emplace_back("client-cert", named);
    EXPECT_EQ(send(stranger).status, 401);
    const auto operators = through("192.0.2.1", "not even a byte sequence", request("GET", "/metrics"));
    EXPECT_EQ(send(operators).status, 200) << "the caller is who the handshake proved";
    EXPECT_THAT(metrics(), HasSubstr("onshi_forwarded_ignored_total 2\n"));
}

TEST_F(CertificateLife, a_forwarded_header_makes_nobody_local_and_the_local_nobody_else)
{
    auto get = request("GET", "/metrics");
    get.remote = proxy;
    get.headers.emplace_back("client-cert", test::client_cert_of(certificate_of(CallerClass::terminal, test::clinic)));
    EXPECT_EQ(send(get).status, 403) << "the terminal";
    get.local = true; // the management listener of the proxy's own machine
    const auto response = send(get);
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(response.body, HasSubstr("onshi_forwarded_ignored_total 1\n"));
}

TEST_F(CertificateLife, callers_behind_one_proxy_have_their_own_rates)
{
    const auto one = test::client_cert_of(certificate_of(CallerClass::terminal, test::clinic));
    const auto other = test::client_cert_of(certificate_of(CallerClass::terminal, test::other_clinic));
    const auto status = [&](const std::string& value) {
        return send(through(proxy, value, request("GET", "/facility/settings"))).status;
    };
    for (int i = 0; i < 5; ++i)
        ASSERT_EQ(status(one), 200) << i;
    EXPECT_EQ(status(one), 429);
    EXPECT_EQ(status(other), 200);
    auto nobody = request("GET", "/readyz");
    nobody.remote = proxy;
    for (int i = 0; i < 5; ++i)
        ASSERT_EQ(send(nobody).status, 200) << i;
    EXPECT_EQ(send(nobody).status, 429) << "those without a certificate share the proxy's";
}

} // namespace

} // namespace onshi::http
