#include "e2e/exchange.h"
#include "e2e/running_centre.h"

#include "base/files.h"
#include "domain/rejection.h"

#include <fstream>
#include <gmock/gmock.h>

namespace onshi::test {

namespace {

TEST(Service, sigterm_is_a_graceful_stop)
{
    RunningCentre centre({});
    EXPECT_EQ(centre.stop(), 0);
    EXPECT_THAT(centre.log(), testing::HasSubstr("\"event\":\"stopped\""));
}

TEST(Service, health_readiness_metrics_and_openapi_are_served)
{
    RunningCentre centre({});
    EXPECT_THAT(centre.get_management("/healthz"), testing::HasSubstr("\"development\": true"));
    EXPECT_THAT(centre.get_management("/healthz"),
                testing::ContainsRegex("\"database\": \"SQLite [0-9.]+, journal_mode=WAL, synchronous=FULL\""));
    EXPECT_THAT(centre.get_management("/readyz"), testing::HasSubstr("ready"));
    EXPECT_THAT(centre.get_management("/metrics"), testing::HasSubstr("onshi_requests_total"));
    EXPECT_THAT(centre.get_management("/openapi.json"), testing::HasSubstr("3.1.0"));
}

TEST(Service, an_independent_client_gets_an_answer_by_tls_1_3_and_none_by_tls_1_2)
{
    RunningCentre centre({});
    static_cast<void>(centre.enrol("1319999999"));
    base::write_new_file(centre.folder() / "request.xml", message({}));
    const auto identity = centre.folder() / "identity-1";
    const std::vector<std::string> curl{"curl",
                                        "--silent",
                                        "--show-error",
                                        "--cacert",
                                        (identity / "authority.pem").string(),
                                        "--cert",
                                        (identity / "certificate.pem").string(),
                                        "--key",
                                        (identity / "key.pem").string(),
                                        "--header",
                                        "Content-Type: application/xml",
                                        "--data-binary",
                                        "@" + (centre.folder() / "request.xml").string(),
                                        centre.url() + "/exchange/OQSsiquc01req"};
    const auto answered = run(curl);
    EXPECT_EQ(answered.code, 0);
    EXPECT_EQ(text_of(answered.output, "QualificationValidity"), "4");
    auto old = curl;
    old.insert(old.begin() + 1, {"--tls-max", "1.2"});
    EXPECT_NE(run(old).code, 0);
}

TEST(Service, tls_1_2_is_spoken_where_the_setting_says_so)
{
    RunningCentre centre({}, {}, "allow_tls_1_2 = true\n");
    const auto answered = run({"curl", "--silent", "--show-error", "--tls-max", "1.2", "--cacert",
                               (centre.folder() / "pki/root.pem").string(), centre.url() + "/healthz"});
    EXPECT_EQ(answered.code, 0) << answered.output;
}

TEST(Service, a_wrong_setting_is_named_with_its_line)
{
    RunningCentre centre({});
    std::ofstream(centre.folder() / "onshi.toml", std::ios::app) << "[lissen]\nport = 1\n";
    const auto finished = centre.onshi({"serve"});
    EXPECT_EQ(finished.code, 1);
    EXPECT_THAT(finished.output, testing::ContainsRegex("onshi.toml:[0-9]+: lissen: is not a setting"));
}

TEST(Service, a_development_authority_needs_the_development_switch)
{
    RunningCentre centre({});
    const auto file = centre.folder() / "production.toml";
    base::write_new_file(file, "[listen]\nport = 0\n[management]\nport = 0\n");
    const auto finished = run({ONSHI_PROGRAM, "serve", "--config", file.string()});
    EXPECT_EQ(finished.code, 1);
    EXPECT_THAT(finished.output, testing::HasSubstr("development"));
}

TEST(Service, the_development_switch_admits_no_other_authority)
{
    RunningCentre centre({});
    const auto folder = centre.folder() / "real";
    ASSERT_EQ(run({ONSHI_PROGRAM, "pki", "init", "--directory", folder.string(), "--name", "localhost"}).code, 0);
    const auto file = centre.folder() / "mixed.toml";
    base::write_new_file(file, "development = true\n[pki]\ndirectory = \"real\"\n[listen]\nport = 0\n");
    const auto finished = run({ONSHI_PROGRAM, "serve", "--config", file.string()});
    EXPECT_EQ(finished.code, 1);
    EXPECT_THAT(finished.output, testing::HasSubstr("development = true takes only"));
}

TEST(Service, the_clock_is_moved_only_in_development)
{
    RunningCentre centre({});
    const auto moved =
        centre.onshi({"check", "--clock", "2030-01-02T03:04:05+09:00", "--facility", "1319999999", "--insurer",
                      "06139992", "--number", "1", "--birth", "1985-04-07", "--format", "xml"});
    EXPECT_THAT(moved.output, testing::HasSubstr("<ProcessExecutionTime>20300102030"));
    EXPECT_EQ(moved.code, 4);
    const auto file = centre.folder() / "production.toml";
    base::write_new_file(file, "");
    const auto refused =
        run({ONSHI_PROGRAM, "check", "--clock", "2030-01-02T03:04:05+09:00", "--facility", "1319999999", "--insurer",
             "06139992", "--number", "1", "--birth", "1985-04-07", "--config", file.string()});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.output, testing::HasSubstr("--clock"));
}

TEST(Service, a_terminal_enrols_and_asks_while_the_clock_is_moved_and_is_told_when_its_certificate_has_expired)
{
    RunningCentre centre({});
    centre.restart_at("2030-01-02T09:00:00+09:00");
    const auto identity = centre.enrol("1319999999");
    EXPECT_EQ(centre.client(identity).exchange(post(message({}))).status, 200);
    centre.restart_at("2033-01-03T09:00:00+09:00"); // a certificate lives three times 365 days
    const auto response = centre.client(identity).exchange(post(message({})));
    EXPECT_EQ(response.status, 403);
    EXPECT_EQ(text_of(response.body, "ErrorCode"), domain::entry_of(domain::ErrorCode::certificate_expired).wire);
}

TEST(Service, import_reports_bad_rows_and_takes_the_good_ones)
{
    RunningCentre centre({});
    base::write_new_file(centre.folder() / "more.csv",
                         "person_code,insurer_number,symbol,number,branch,relationship,name,birth_date,sex,gained_on\n"
                         "SYN-00000001,06139993,,1,,1,例示　一,19850407,1,20200401\n"
                         "SYN-00000002,06139992,,2,,1,例示　二,19850407,2,20200401\n");
    const auto finished = centre.onshi({"import", "coverage", (centre.folder() / "more.csv").string()});
    EXPECT_EQ(finished.code, 1);
    EXPECT_THAT(finished.output, testing::HasSubstr("line 2: insurer_number: "));
    EXPECT_THAT(finished.output, testing::HasSubstr("追加 1、"));
    const auto check = centre.onshi(
        {"check", "--facility", "1319999999", "--insurer", "06139992", "--number", "2", "--birth", "1985-04-07"});
    EXPECT_EQ(check.code, 0);
    EXPECT_THAT(check.output, testing::HasSubstr("例示　二"));
}

} // namespace

} // namespace onshi::test
