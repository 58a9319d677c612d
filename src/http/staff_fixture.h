#pragma once

#include "http/pipeline.h"
#include "pki/sealed.h"
#include "pki/totp.h"
#include "storage/audit_store.h"
#include "storage/staff_access_store.h"
#include "storage/staff_store.h"
#include "support/authenticator_app.h"
#include "support/memory_centre.h"
#include "usecase/certificates.h"
#include "usecase/staff_members.h"
#include "usecase/staff_sign_in.h"
#include "wire/json.h"

#include <filesystem>
#include <fstream>
#include <future>
#include <gmock/gmock.h>
#include <sstream>
#include <unistd.h>

namespace onshi::http {

using domain::CallerClass;
using domain::ErrorCode;
using test::MemoryCentre;
using wire::Json;

/// The pipeline over a database in memory, with staff; passwords are cheap, so that tests are quick.
class StaffFixture : public testing::Test
{
protected:
    StaffFixture() { rebuild({.memory_kib = 64, .passes = 1}); }
    ~StaffFixture() override
    {
        pipeline_.reset();
        std::filesystem::remove(log_file_);
    }

    void rebuild(const pki::PasswordCost& cost)
    {
        pipeline_.reset();
        face_.reset();
        passwords_ = std::make_unique<pki::PasswordHasher>(centre_.random, cost);
        face_ = std::make_unique<Centre>(
            Centre{.environment = centre_.environment,
                   .desk = centre_.desk,
                   .log = log_,
                   .metrics = metrics_,
                   .issuing_authority = authority_,
                   .root_certificate = {},
                   .limits = {.requests_per_second = 10'000, .burst = 10'000},
                   .version = "test",
                   .database = "SQLite in memory",
                   .staff = StaffSignIn{.settings = {}, .sealing_key = key_, .passwords = *passwords_}});
        pipeline_ = std::make_unique<Pipeline>(*face_);
    }

    struct Answer
    {
        int status = 0;
        std::string body;
        Json json;
        [[nodiscard]] std::string text(const char* member) const { return json.text_of(member); }
        [[nodiscard]] std::string code() const { return text("code"); }
    };

    Answer send(const char* method, const std::string& path, const std::string& terminal, const std::string& body = {},
                const std::string& session = {})
    {
        net::Request request;
        request.method = method;
        request.path = path;
        request.body = body;
        request.client_certificate = terminal;
        request.remote = "127.0.0.1";
        if (!session.empty())
            request.headers.emplace_back("onshi-session", session);
        auto promise = std::make_shared<std::promise<net::Response>>();
        auto future = promise->get_future();
        pipeline_->handle(std::move(request),
                          [promise](net::Response response) { promise->set_value(std::move(response)); });
        const auto response = future.get();
        return {response.status, response.body, Json::parse(response.body).value_or(Json())};
    }
    Answer post(const std::string& path, const Json& body, const std::string& session = {})
    {
        return send("POST", path, terminal_, body.compact(), session);
    }
    Answer me(const std::string& session) { return send("GET", "/staff/me", terminal_, {}, session); }

    /// Fingerprint of a fresh certificate.
    std::string certificate_of(CallerClass cls, const std::string& holder)
    {
        const auto enrolled = centre_.desk.write_now([&](usecase::UnitOfWork& work) {
            const auto code = usecase::issue_code(work, MemoryCentre::shell(), cls, holder).value();
            return usecase::enrol(work, authority_, code, pki::signing_request(pki::new_key(), "x")).value();
        });
        return pki::hex(pki::read_certificate(enrolled.certificate).value().fingerprint);
    }
    usecase::StaffCode operators_code(const std::string& holder = test::clinic, CallerClass cls = CallerClass::terminal,
                                      const std::string& member = {})
    {
        return centre_.desk.write_now([&](usecase::UnitOfWork& work) {
            return usecase::give_first_code(work, MemoryCentre::shell(), cls, holder, member).value();
        });
    }

    struct Member
    {
        std::string id, login, secret, session; ///< secret: bytes of the authenticator's
    };
    static Json first_body(const std::string& code, const std::string& login, const char* password = password_)
    {
        return Json::object().set("code", code).set("login", login).set("name", "見本　花子").set("password", password);
    }
    static Json login_body(const std::string& login, const char* password = password_)
    {
        return Json::object().set("login", login).set("password", password);
    }
    static Json ticket_body(const std::string& ticket) { return Json::object().set("ticket", ticket); }
    static Json digits_body(const std::string& ticket, const std::string& digits)
    {
        return ticket_body(ticket).set("code", digits);
    }

    /// Code to session.
    Member sign_up(const usecase::StaffCode& code, const std::string& login)
    {
        const auto first = post("/staff/first", first_body(code.code, login));
        EXPECT_EQ(first.status, 200) << first.body;
        EXPECT_EQ(first.text("second_factor"), "enrol");
        const auto ticket = first.text("ticket");
        const auto enrolment = post("/staff/second-factor/enrol", ticket_body(ticket));
        EXPECT_EQ(enrolment.status, 200) << enrolment.body;
        Member member{code.member, login, test::from_base32(enrolment.text("secret")), {}};
        const auto session = post("/staff/second-factor/confirm", digits_body(ticket, digits(member)));
        EXPECT_EQ(session.status, 200) << session.body;
        member.session = session.text("session");
        return member;
    }
    /// A member that the administrator adds, and who signs up.
    Member sign_up(const Member& administrator, const std::string& login, const char* role)
    {
        const auto added =
            post("/staff/members", Json::object().set("login", login).set("name", "見本　太郎").set("role", role),
                 administrator.session);
        EXPECT_EQ(added.status, 201) << added.body;
        return sign_up({added.text("id"), added.code(), {}}, login);
    }
    /// Both factors, in the next 30 seconds.
    Answer sign_in(const Member& member)
    {
        centre_.clock.advance(std::chrono::seconds(30));
        const auto ticket = post("/staff/sign-in", login_body(member.login)).text("ticket");
        return post("/staff/second-factor/totp", digits_body(ticket, digits(member)));
    }
    std::string digits(const Member& member, int steps_from_now = 0)
    {
        const auto seconds =
            std::chrono::duration_cast<std::chrono::seconds>(centre_.clock.now().time_since_epoch()).count();
        return pki::hotp(member.secret, seconds / 30 + steps_from_now, 6);
    }

    static std::string wire(ErrorCode code) { return domain::entry_of(code).wire; }
    storage::StaffRow row(const std::string& id)
    {
        return centre_.desk.read_now([&](usecase::UnitOfWork& work) { return work.staff.by_id(id).value(); });
    }
    /// "EVENT details" of every line of the record from number 50 on.
    std::vector<std::string> recorded()
    {
        std::vector<std::string> lines;
        centre_.desk.read_now([&](usecase::UnitOfWork& work) {
            work.audits.each([&](const domain::AuditEntry& entry) {
                if (static_cast<int>(entry.event) >= 50)
                    lines.push_back(std::string(domain::name_of(entry.event)) + " " + entry.details);
            });
        });
        return lines;
    }
    std::string log() const
    {
        std::ostringstream all;
        all << std::ifstream(log_file_).rdbuf();
        return all.str();
    }

    static constexpr const char* password_ = "umbrella teapot 雨";
    MemoryCentre centre_;
    std::filesystem::path log_file_ = [] {
        std::string name = (std::filesystem::temp_directory_path() / "onshi-log-XXXXXX").string();
        ::close(::mkstemp(name.data()));
        return name;
    }();
    base::Log log_{centre_.environment, base::LogLevel::info, log_file_.string()};
    base::Metrics metrics_;
    const std::string key_ = std::string(pki::sealing_key_bytes, 'k');
    pki::Identity authority_ =
        pki::make_issuing(centre_.environment, pki::make_root(centre_.environment, "test", std::chrono::years(5)),
                          "test", std::chrono::years(5));
    std::unique_ptr<pki::PasswordHasher> passwords_;
    std::unique_ptr<Centre> face_;
    std::unique_ptr<Pipeline> pipeline_;
    std::string terminal_ = certificate_of(CallerClass::terminal, test::clinic);
};

} // namespace onshi::http
