#include "e2e/exchange.h"
#include "e2e/running_centre.h"
#include "support/pem.h"

#include "base/text.h"
#include "domain/rejection.h"
#include "pki/certificate.h"
#include "storage/audit_store.h"

#include <fstream>
#include <gmock/gmock.h>

namespace onshi::test {

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* clinic_code = "1319999999";
constexpr const char* believes_this_machine = "[proxy]\ntrusted_addresses = [\"127.0.0.1\"]\n";

std::string header_of(const net::Response& response, const std::string& name)
{
    for (const auto& [key, value] : response.headers)
        if (key == name)
            return value;
    return "none";
}

net::Request request(const char* method, const char* path, std::string body = {})
{
    net::Request made;
    made.method = method;
    made.path = path;
    made.body = std::move(body);
    return made;
}

std::string serial_of(const terminal::Identity& identity)
{
    return pki::read_certificate(identity.certificate).value().serial;
}

/// `onshi renew` of the identity in that folder of the centre.
Finished renew(const RunningCentre& centre, const char* folder)
{
    return run({ONSHI_PROGRAM, "renew", "--server", centre.url(), "--identity", (centre.folder() / folder).string()});
}

TEST(CertificateLifeOverTheSocket, a_renewed_identity_and_the_one_before_it_both_get_answers)
{
    RunningCentre centre({});
    const auto old = centre.enrol(clinic_code);
    const auto finished = renew(centre, "identity-1");
    EXPECT_EQ(finished.code, 0) << finished.output;
    EXPECT_THAT(finished.output, HasSubstr("証明書を更新しました"));
    const auto renewed = terminal::load_identity(centre.folder() / "identity-1");
    EXPECT_NE(serial_of(renewed), serial_of(old));
    EXPECT_NE(renewed.key, old.key);
    EXPECT_EQ(renewed.holder, clinic_code);
    const auto kept = terminal::load_identity(centre.folder() / ("previous-" + serial_of(old)));
    EXPECT_EQ(kept.key, old.key);
    for (const auto& identity : {renewed, kept})
        EXPECT_EQ(centre.client(identity).exchange(post(message({}))).status, 200);
}

TEST(CertificateLifeOverTheSocket, a_renewal_is_on_the_record_and_a_revoked_certificate_gets_none)
{
    RunningCentre centre({});
    const auto old = centre.enrol(clinic_code);
    ASSERT_EQ(centre.onshi({"pki", "revoke", serial_of(old)}).code, 0);
    const auto refused = renew(centre, "identity-1");
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.output, HasSubstr("電子証明書が失効しています。"));
    EXPECT_THAT(refused.output, HasSubstr("(OPN20003E)"));
    EXPECT_EQ(serial_of(terminal::load_identity(centre.folder() / "identity-1")), serial_of(old)) << "untouched";
    const auto second = centre.enrol(clinic_code);
    ASSERT_EQ(renew(centre, "identity-2").code, 0);
    const auto renewed = terminal::load_identity(centre.folder() / "identity-2");
    const auto database = storage::open_database("sqlite:" + (centre.folder() / "onshi.db").string());
    const auto snapshot = database->begin(storage::Mode::read);
    std::vector<std::string> details;
    storage::AuditStore(*snapshot).each([&](const domain::AuditEntry& entry) {
        if (entry.event == domain::AuditEvent::certificate_renewed)
            details.push_back(entry.details);
    });
    EXPECT_THAT(details, testing::ElementsAre("class=terminal holder=1319999999 serial=" + serial_of(renewed) +
                                              " replaces=" + serial_of(second)));
}

TEST(CertificateLifeOverTheSocket, holder_and_operator_are_told_ninety_days_before_an_end)
{
    RunningCentre centre({});
    EXPECT_THAT(centre.log(), Not(HasSubstr("certificate_expires")));
    centre.restart_at("2030-01-02T09:00:00+09:00");
    const auto identity = centre.enrol(clinic_code);
    const auto told = [&](const terminal::Identity& asking) {
        return header_of(centre.client(asking).exchange(post(message({}))), "onshi-certificate-expires");
    };
    EXPECT_EQ(told(identity), "none");
    // Three times 365 days after 2030-01-02 is 2033-01-01, since 2032 has a 29 February; 90 days before is 2032-10-03.
    const auto near_the_end = "2032-10-03T10:00:00+09:00";
    centre.restart_at(near_the_end);
    EXPECT_EQ(told(identity), "2033-01-01");
    EXPECT_THAT(centre.get_management("/metrics"), HasSubstr("onshi_certificates_expiring{class=\"terminal\"} 1\n"));
    const auto listed = [&](const char* days) {
        return centre.onshi({"pki", "list", "--expiring", days, "--clock", near_the_end}).output;
    };
    EXPECT_EQ(listed("90"), serial_of(identity) + "  terminal  1319999999  2033-01-01  残り90日\n");
    EXPECT_THAT(listed("30"), IsEmpty());
    ASSERT_EQ(renew(centre, "identity-1").code, 0);
    EXPECT_EQ(told(terminal::load_identity(centre.folder() / "identity-1")), "none");
    EXPECT_THAT(centre.get_management("/metrics"), HasSubstr("onshi_certificates_expiring{class=\"terminal\"} 0\n"));
    EXPECT_EQ(listed("90"), serial_of(identity) + "  terminal  1319999999  2033-01-01  残り90日  更新済み\n");
}

TEST(CertificateLifeOverTheSocket, the_centre_warns_of_its_own_certificates_at_its_start)
{
    RunningCentre centre({}); // its server's certificate lives 825 days, the issuing authority's ten years
    EXPECT_THAT(centre.get_management("/metrics"), HasSubstr("onshi_server_certificate_seconds 7"));
    const auto begun = base::jst_date(base::SystemClock().now());
    centre.restart_at(begun.plus_days(825 - 60).iso() + "T00:00:00+09:00");
    EXPECT_THAT(centre.log(), HasSubstr("\"level\":\"warn\",\"event\":\"certificate_expires\""));
    EXPECT_THAT(centre.log(), HasSubstr("\"certificate\":\"server\""));
    for (const char* other : {"root", "issuing"})
        EXPECT_THAT(centre.log(), Not(HasSubstr("\"certificate\":\"" + std::string(other) + "\"")));
    centre.restart_at(begun.plus_days(825 + 2).iso() + "T00:00:00+09:00");
    EXPECT_THAT(centre.get_management("/metrics"), HasSubstr("onshi_server_certificate_seconds -"));
}

TEST(CertificateLifeOverTheSocket, a_facility_sets_the_character_code_of_its_next_answer)
{
    RunningCentre centre({});
    auto clinic = centre.client(centre.enrol(clinic_code));
    EXPECT_EQ(text_of(clinic.exchange(post(message({}))).body, "CharacterCodeIdentifier"), "0");
    const auto put = clinic.exchange(request("PUT", "/facility/settings", R"({"character_code": 1})"));
    EXPECT_EQ(put.status, 200) << put.body;
    const auto answer = clinic.exchange(post(message({}))).body;
    EXPECT_EQ(text_of(answer, "CharacterCodeIdentifier"), "1");
    EXPECT_THAT(answer, HasSubstr("encoding=\"Shift_JIS\""));
    EXPECT_TRUE(base::from_shift_jis(answer));
    EXPECT_EQ(centre.onshi({"facility", "--code", clinic_code}).output,
              "1319999999  見本診療所  文字コード 1（Shift_JIS）\n");
    EXPECT_EQ(centre.onshi({"facility", "--code", clinic_code, "--character-code", "0"}).output,
              "1319999999  見本診療所  文字コード 0（UTF-8）\n");
    EXPECT_THAT(clinic.exchange(request("GET", "/facility/settings")).body, HasSubstr("\"character_code\": 0"));
    const auto unknown = centre.onshi({"facility", "--code", "0110113719"});
    EXPECT_EQ(unknown.code, 1);
    EXPECT_THAT(unknown.output, HasSubstr("OPN20007E"));
}

TEST(CertificateLifeOverTheSocket, a_proxy_of_the_configuration_speaks_for_its_callers)
{
    RunningCentre centre({}, believes_this_machine);
    const auto identity = centre.enrol(clinic_code);
    auto proxy = centre.client_without_certificate();
    auto forwarded = post(message({}));
    forwarded.headers.emplace_back("client-cert", client_cert_of(identity.certificate));
    forwarded.headers.emplace_back("client-cert-chain", "what is not looked at");
    EXPECT_EQ(proxy.exchange(forwarded).status, 200);
    forwarded.headers[1].second = identity.certificate.substr(0, 20);
    EXPECT_EQ(text_of(proxy.exchange(forwarded).body, "ErrorCode"),
              domain::entry_of(domain::ErrorCode::request_malformed).wire);
    EXPECT_EQ(text_of(centre.client(identity).exchange(post(message({}))).body, "ErrorCode"),
              domain::entry_of(domain::ErrorCode::certificate_missing).wire)
        << "the certificate of the handshake is the proxy's";
    EXPECT_THAT(centre.get_management("/metrics"), HasSubstr("onshi_forwarded_ignored_total 0\n"));
}

TEST(CertificateLifeOverTheSocket, nobody_else_is_believed)
{
    RunningCentre centre({}, "[proxy]\ntrusted_addresses = [\"127.0.0.2\"]\n");
    auto forwarded = post(message({}));
    forwarded.headers.emplace_back("client-cert", client_cert_of(centre.enrol(clinic_code).certificate));
    const auto refused = centre.client_without_certificate().exchange(forwarded);
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(text_of(refused.body, "ErrorCode"), domain::entry_of(domain::ErrorCode::certificate_missing).wire);
    EXPECT_THAT(centre.get_management("/metrics"), HasSubstr("onshi_forwarded_ignored_total 1\n"));
}

TEST(CertificateLifeOverTheSocket, a_proxy_that_is_no_ip_address_is_named_with_its_line)
{
    RunningCentre centre({});
    const auto file = centre.folder() / "wrong.toml";
    std::ofstream(file) << "development = true\n[proxy]\ntrusted_addresses = [\"proxy.example\"]\n";
    const auto finished = run({ONSHI_PROGRAM, "serve", "--config", file.string()});
    EXPECT_EQ(finished.code, 1);
    EXPECT_THAT(finished.output, HasSubstr("wrong.toml:3: proxy.trusted_addresses: must be IP addresses"));
}

} // namespace

} // namespace onshi::test
