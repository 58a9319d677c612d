#include "e2e/exchange.h"
#include "e2e/running_centre.h"

#include "base/environment.h"
#include "base/files.h"
#include "base/text.h"
#include "domain/dated_certificates.h"

#include <gmock/gmock.h>
#include <map>

// Every rule of eligibility that the centre applies, asked through its socket as a receipt computer asks. The number in
// a test's comment is the section of the domain rules. Nobody real.
namespace onshi::test {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// One line of the NDJSON form of the coverage file; `more` begins with a comma or is empty.
std::string row(const std::string& person, const std::string& insurer, const std::string& number,
                const std::string& birth, const std::string& gained, const std::string& more = {})
{
    return R"({"person_code":"SYN-)" + person + R"(","insurer_number":")" + insurer +
           R"(","symbol":"規則","number":")" + number + R"(","relationship":1,"name":"見本　)" + person +
           R"(","birth_date":")" + birth + R"(","gained_on":")" + gained + "\"" +
           (more.contains("\"sex\"") ? "" : R"(,"sex":2)") + more + "}\n";
}

constexpr const char* society = "06139992";
constexpr const char* city = "139998";
constexpr const char* late_elderly = "39139993";
constexpr const char* worker_birth = "1985-04-07";

std::string limit_rows()
{
    std::string rows;
    for (const auto& limit : domain::limit_classes) {
        const std::string code(limit.code);
        const bool of_late_elderly = code == "B09" || code == "B10";
        const char* birth = code[0] == 'A' ? worker_birth : of_late_elderly ? "1948-01-15" : "1953-05-02";
        std::string more =
            of_late_elderly ? R"(,"certificates":[{"from":"2025-08-01","to":"2026-07-31","share":10}])" : "";
        more.append(R"(,"limit_certificates":[{"kind":1,"class":")").append(code);
        more += R"(","issued_on":"2025-08-01","from":"2025-08-01","to":"2026-07-31"}])";
        rows += row("limit" + code, of_late_elderly ? late_elderly : city, code, birth,
                    of_late_elderly ? "2023-01-15" : "2015-04-01", more);
    }
    return rows;
}

std::string all_rows()
{
    return
        // 2.1, 2.2
        row("plain001", society, "1", worker_birth, "2024-04-01", R"(,"lost_on":"2025-04-01","loss_reason":"99")") +
        row("moves001", city, "2", worker_birth, "2020-04-01", R"(,"lost_on":"2025-04-01","loss_reason":"03")") +
        row("moves001", "131011", "2", worker_birth, "2025-04-01") +
        row("joins001", city, "3", worker_birth, "2020-04-01", R"(,"lost_on":"2025-04-02","loss_reason":"03")") +
        row("joins001", society, "3", worker_birth, "2025-04-01") +
        row("turns075", society, "4", "1951-04-01", "2000-04-01", R"(,"lost_on":"2026-04-01","loss_reason":"03")") +
        row("turns075", late_elderly, "4", "1951-04-01", "2026-04-01",
            R"(,"certificates":[{"from":"2026-04-01","to":"2026-07-31","share":20}])") +
        row("window01", society, "5", worker_birth, "2020-04-01",
            R"(,"certificates":[{"from":"2024-08-01","to":"2025-07-31"}])") +
        row("open0001", society, "6", worker_birth, "2004-04-01", R"(,"certificates":[{"from":"2004-04-01"}])") +
        row("twin0001", society, "7", "2015-06-01", "2015-06-01", R"(,"branch":"02","relationship":2)") +
        row("twin0002", society, "7", "2015-06-01", "2015-06-01", R"(,"branch":"03","relationship":2)") +
        row("dies0001", city, "8", worker_birth, "2020-04-01", R"(,"lost_on":"2026-01-02","loss_reason":"01")") +
        row("welfare1", city, "9", worker_birth, "2020-04-01", R"(,"lost_on":"2026-01-02","loss_reason":"02")") +
        row("hidden01", society, "10", worker_birth, "2020-04-01", R"(,"sex_hidden":true)") +
        row("unset001", society, "11", worker_birth, "2020-04-01", R"(,"sex":3)") +
        row("back0001", society, "12", worker_birth, "2025-04-01", R"(,"lost_on":"2025-04-01")") +
        // withheld
        row("differs1", city, "13", "1990-01-01", "2015-04-01") +
        row("differs1", society, "13", "1990-01-02", "2025-04-01") +
        row("differs2", city, "14", worker_birth, "2015-04-01", R"(,"lost_on":"2025-04-02")") +
        row("differs2", society, "14", worker_birth, "2025-04-01", R"(,"sex":1)") +
        // 2.4
        row("school01", society, "20", "2019-04-02", "2019-04-02", R"(,"relationship":2)") +
        row("school02", society, "21", "2020-04-01", "2020-04-01", R"(,"relationship":2)") +
        row("seventy1", city, "22", "1953-05-01", "2010-04-01",
            R"(,"elderly_certificates":[{"from":"2023-05-01","to":"2023-07-31","share":20}])") +
        row("seventy2", city, "23", "1953-05-02", "2010-04-01",
            R"(,"elderly_certificates":[{"from":"2023-06-01","to":"2023-07-31","share":30}])") +
        row("yearly01", late_elderly, "24", "1948-01-15", "2023-01-15",
            R"(,"certificates":[{"from":"2024-08-01","to":"2025-07-31","share":10},)"
            R"({"from":"2025-08-01","to":"2026-07-31","share":20}])") +
        // 3.1, 3.6
        limit_rows() +
        row("meals001", city, "30", worker_birth, "2015-04-01",
            R"(,"limit_certificates":[{"kind":2,"class":"A05","from":"2025-08-01","to":"2026-07-31",)"
            R"("long_term_on":"2025-12-01"}])") +
        row("meals002", city, "31", worker_birth, "2015-04-01",
            R"(,"limit_certificates":[{"kind":3,"class":"A05","from":"2025-08-01"}])") +
        row("dialysis", city, "32", worker_birth, "2015-04-01",
            R"(,"specific_diseases":[{"category":1,"from":"2025-08-01","self_pay":10000}])") +
        // 7.7
        row("shelter1", city, "40", worker_birth, "2015-04-01",
            R"(,"undisclosed":true,"address":"架空県見本市９","post_number":"9990009")") +
        row("shelter2", city, "41", worker_birth, "2015-04-01",
            R"(,"self_information_withheld":true,"address":"架空県見本市９","lost_on":"2025-04-02")") +
        row("shelter2", society, "41", worker_birth, "2025-04-01", R"(,"address":"架空県例示町９")") +
        // names
        row("names001", society, "50", worker_birth, "2020-04-01",
            R"(,"name_other":"通称　花子","name_other_kana":"ツウショウ　ハナコ")");
}

std::string kind_rows()
{
    std::string rows;
    for (int kind = 1; kind <= 6; ++kind)
        rows += row("kind000" + std::to_string(kind), society, "6" + std::to_string(kind), worker_birth, "2020-04-01",
                    R"(,"certificate_kind":"0)" + std::to_string(kind) + "\"");
    return rows + row("kind0007", "07139991", "67", worker_birth, "2020-04-01", R"(,"certificate_kind":"07")");
}

class RulesOverTheSocket : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        centre_ = new RunningCentre({}, "[limits]\nrequests_per_second = 10000.0\nburst = 10000.0\n");
        base::write_new_file(centre_->folder() / "more-insurers.csv",
                             "insurer_number,name\n131011,架空県例示区\n07139991,架空自衛官診療\n");
        ASSERT_EQ(centre_->onshi({"import", "insurers", (centre_->folder() / "more-insurers.csv").string()}).code, 0);
        const auto imported = centre_->import(all_rows() + kind_rows());
        ASSERT_EQ(imported.code, 0) << imported.output;
        clinic_ = new terminal::Identity(centre_->enrol("1319999999"));
    }
    static void TearDownTestSuite()
    {
        delete clinic_;
        delete centre_;
    }

    std::string ask(const std::string& insurer, const std::string& number, const std::string& birth,
                    const std::string& on, const std::string& consent = "0", const std::string& branch = "")
    {
        std::string compact = birth;
        std::erase(compact, '-');
        const auto response = client_.exchange(post(message({.on = on,
                                                             .insurer = insurer,
                                                             .symbol = "規則",
                                                             .number = number,
                                                             .branch = branch,
                                                             .birth = compact,
                                                             .consent = consent})));
        EXPECT_EQ(response.status, 200) << response.body;
        return response.body;
    }
    std::string validity(const std::string& insurer, const std::string& number, const std::string& birth,
                         const std::string& on)
    {
        return text_of(ask(insurer, number, birth, on), "QualificationValidity");
    }
    /// What `onshi check` says to a person about the copay share, over the same socket.
    static std::string share_words(const char* insurer, const char* number, const char* birth, const char* on)
    {
        const auto finished = run({ONSHI_PROGRAM, "check", "--server", centre_->url(), "--identity",
                                   (centre_->folder() / "identity-1").string(), "--insurer", insurer, "--symbol",
                                   "規則", "--number", number, "--birth", birth, "--on", on});
        const auto begin = finished.output.find("負担割合　：");
        return begin == std::string::npos ? finished.output
                                          : finished.output.substr(begin, finished.output.find('\n', begin) - begin);
    }
    static std::string result(const std::string& answer)
    {
        const auto begin = answer.find("<ResultList>");
        return begin == std::string::npos ? "" : answer.substr(begin);
    }

    static RunningCentre* centre_;
    static terminal::Identity* clinic_;
    net::Client client_ = centre_->client(*clinic_);
};
RunningCentre* RulesOverTheSocket::centre_ = nullptr;
terminal::Identity* RulesOverTheSocket::clinic_ = nullptr;

// 2.2, the table of 資格有効性

TEST_F(RulesOverTheSocket, validity_1_active_on_the_day)
{
    EXPECT_EQ(validity(society, "1", worker_birth, "20240401"), "1");
}
TEST_F(RulesOverTheSocket, validity_2_inactive_and_no_newer_row)
{
    EXPECT_EQ(validity(society, "1", worker_birth, "20250401"), "2");
}
TEST_F(RulesOverTheSocket, validity_3_inactive_and_a_newer_active_row)
{
    EXPECT_EQ(validity(city, "2", worker_birth, "20260401"), "3");
}
TEST_F(RulesOverTheSocket, validity_4_no_match) { EXPECT_EQ(validity(society, "999", worker_birth, "20260401"), "4"); }
TEST_F(RulesOverTheSocket, validity_5_two_persons) { EXPECT_EQ(validity(society, "7", "2015-06-01", "20260401"), "5"); }
TEST_F(RulesOverTheSocket, validity_6_of_medical_assistance_is_not_built)
{
    // 12 生活保護: a 公費負担者番号 finds nobody, and no answer ever says 6.
    EXPECT_EQ(validity("12139994", "1", worker_birth, "20260401"), "4");
}

// 2.3: what a negative answer says beside its code

TEST_F(RulesOverTheSocket, every_negative_answer_says_why_how_fresh_who_mends_and_what_the_desk_does)
{
    const auto told = [&](const std::string& answer, const char* code, const char* desk) {
        EXPECT_EQ(text_of(answer, "ProcessingResultStatus"), "1");
        EXPECT_EQ(text_of(answer, "ProcessingResultCode"), code);
        const auto message = text_of(answer, "ProcessingResultMessage");
        for (const char* part : {"【理由】", "【最終受領】", "【直せる所】", "【窓口の対応】", "被保険者資格申立書"})
            EXPECT_THAT(message, HasSubstr(part));
        EXPECT_THAT(message, HasSubstr(desk));
        return message;
    };
    EXPECT_THAT(
        told(ask(society, "1", worker_birth, "20250401"), "OPN40004W", "資格確認書、またはマイナポータル"),
        HasSubstr(
            "【理由】資格喪失日（2025-04-01）以後の日です。【最終受領】見本健康保険組合（06139992）のデータは20"));
    told(ask(society, "5", worker_birth, "20250801"), "OPN40009W", "有効期間は2024-08-01から2025-07-31まで");
    told(ask(city, "2", worker_birth, "20260401"), "OPN40005W", "新しい保険の資格確認書");
    told(ask(society, "999", worker_birth, "20260401"), "OPN40006W", "まず窓口（入力の誤り）");
    told(ask(society, "7", "2015-06-01", "20260401"), "OPN40007W", "枝番を入れて");
    told(ask("33120015", "1", worker_birth, "20260401"), "OPN40008W", "受領したデータはありません");
    told(ask(city, "13", "1990-01-01", "20260401"), "OPN40001W", "生年月日か性別が食い違って");
    EXPECT_EQ(text_of(ask(society, "1", worker_birth, "20240401"), "ProcessingResultCode"), "") << "a plain 有効";
}

TEST_F(RulesOverTheSocket, when_a_feed_was_in_and_how_late_it_usually_is_stands_beside_every_negative_answer)
{
    RunningCentre centre({}, "[limits]\nrequests_per_second = 10000.0\nburst = 10000.0\n");
    const auto insurer = centre.enrol(society, "insurer");
    const auto clinic = centre.enrol("1319999999");
    // Days of Japan counted from this one; the server's clock runs ahead, so that both files are of its future.
    const auto first = base::jst_date(base::SystemClock().now()).plus_days(10);
    const auto feed = [&](int day, const std::string& rows) {
        centre.restart_at(first.plus_days(day).iso() + "T12:00:00+09:00");
        const auto file = centre.folder() / ("feed-" + std::to_string(day));
        base::write_new_file(file, rows);
        const auto sent = run({ONSHI_PROGRAM, "feed", file.string(), "--server", centre.url(), "--identity",
                               (centre.folder() / "identity-1").string()});
        EXPECT_EQ(sent.code, 0) << sent.output;
    };
    feed(0, row("plain001", society, "1", worker_birth, "2024-04-01", R"(,"lost_on":"2025-04-01","loss_reason":"99")") +
                row("moves001", society, "2", worker_birth, "2020-04-01",
                    R"(,"lost_on":"2025-04-01","loss_reason":"03")") +
                row("twin0001", society, "7", "2015-06-01", "2015-06-01", R"(,"branch":"02","relationship":2)") +
                row("twin0002", society, "7", "2015-06-01", "2015-06-01", R"(,"branch":"03","relationship":2)") +
                row("differs1", society, "13", "1990-01-02", "2020-04-01"));
    // The other insurer's rows: one that the mover went to, one that disagrees about a birth date.
    ASSERT_EQ(centre
                  .import(row("moves001", city, "2", worker_birth, "2025-04-01") +
                          row("differs1", city, "13", "1990-01-01", "2015-04-01"))
                  .code,
              0);
    // Ten days later eleven gains: nine of 3 days before and two of 8. Of 11 in order the 6th is 3 and the 10th
    // (11 × 0.9 = 9.9) is 8.
    std::string gains;
    for (int i = 0; i < 11; ++i)
        gains += row("gain00" + std::to_string(10 + i), society, std::to_string(100 + i), worker_birth,
                     first.plus_days(i < 9 ? 7 : 2).iso());
    feed(10, gains);

    auto client = centre.client(clinic);
    const auto told = [&](const char* number, const char* birth, const char* validity, const char* code) {
        const auto answer = client.exchange(post(message(
            {.on = "20260401", .insurer = society, .symbol = "規則", .number = number, .branch = "", .birth = birth})));
        EXPECT_EQ(text_of(answer.body, "QualificationValidity"), validity) << answer.body;
        EXPECT_EQ(text_of(answer.body, "ProcessingResultCode"), code);
        EXPECT_THAT(
            text_of(answer.body, "ProcessingResultMessage"),
            AllOf(HasSubstr("【最終受領】見本健康保険組合（06139992）のデータは" + first.plus_days(10).iso() + " 12:"),
                  HasSubstr("に受領したものが最新です。異動から登録までの遅れは、"
                            "中央値3日、90パーセンタイル8日です。")));
    };
    told("1", "19850407", "2", "OPN40004W");
    told("2", "19850407", "3", "OPN40005W");
    told("999", "19850407", "4", "OPN40006W");
    told("7", "20150601", "5", "OPN40007W");
    told("13", "19900102", "4", "OPN40001W");
}

// 2.1, dates

TEST_F(RulesOverTheSocket, the_loss_date_is_the_first_day_without_cover)
{
    EXPECT_EQ(validity(society, "1", worker_birth, "20250331"), "1");
    EXPECT_EQ(validity(society, "1", worker_birth, "20250401"), "2");
    EXPECT_EQ(validity(society, "1", worker_birth, "20240331"), "2");
}
TEST_F(RulesOverTheSocket, moving_to_another_municipality_loses_and_gains_on_one_day)
{
    EXPECT_EQ(validity(city, "2", worker_birth, "20250331"), "1");
    EXPECT_EQ(validity(city, "2", worker_birth, "20250401"), "3");
    EXPECT_EQ(validity("131011", "2", worker_birth, "20250401"), "1");
}
TEST_F(RulesOverTheSocket, on_the_day_of_overlap_the_employees_scheme_is_answered_for_both_numbers)
{
    for (const char* insurer : {city, society}) {
        const auto answer = ask(insurer, "3", worker_birth, "20250401");
        EXPECT_EQ(text_of(answer, "QualificationValidity"), "1");
        EXPECT_EQ(text_of(result(answer), "InsurerNumber"), society);
        EXPECT_EQ(text_of(answer, "ProcessingResultCode"), insurer == city ? "OPN40002I" : "");
    }
    EXPECT_EQ(validity(city, "3", worker_birth, "20250402"), "3");
}
TEST_F(RulesOverTheSocket, the_75th_birthday_changes_the_scheme)
{
    EXPECT_EQ(validity(society, "4", "1951-04-01", "20260331"), "1");
    EXPECT_EQ(validity(society, "4", "1951-04-01", "20260401"), "3");
    EXPECT_EQ(validity(late_elderly, "4", "1951-04-01", "20260331"), "2");
    const auto answer = ask(late_elderly, "4", "1951-04-01", "20260401");
    EXPECT_EQ(text_of(answer, "QualificationValidity"), "1");
    EXPECT_EQ(text_of(answer, "InsuredPartialContributionRatio"), "020");
}
TEST_F(RulesOverTheSocket, a_certificates_window_counts_both_its_ends_and_an_open_end_is_not_expired)
{
    EXPECT_EQ(validity(society, "5", worker_birth, "20240731"), "2");
    EXPECT_EQ(validity(society, "5", worker_birth, "20240801"), "1");
    EXPECT_EQ(validity(society, "5", worker_birth, "20250731"), "1");
    EXPECT_EQ(validity(society, "5", worker_birth, "20250801"), "2");
    EXPECT_EQ(validity(society, "6", worker_birth, "20260401"), "1");
}
TEST_F(RulesOverTheSocket, a_row_that_was_taken_back_never_was)
{
    EXPECT_EQ(validity(society, "12", worker_birth, "20250401"), "4");
}

// 2.2, the other codes

TEST_F(RulesOverTheSocket, loss_reasons_are_told_as_reported)
{
    EXPECT_EQ(text_of(ask(city, "8", worker_birth, "20260401"), "ReasonOfLoss"), "01");
    EXPECT_EQ(text_of(ask(city, "9", worker_birth, "20260401"), "ReasonOfLoss"), "02");
    EXPECT_EQ(text_of(ask(city, "2", worker_birth, "20260401"), "ReasonOfLoss"), "03");
    EXPECT_EQ(text_of(ask(society, "1", worker_birth, "20260401"), "ReasonOfLoss"), "99");
}
TEST_F(RulesOverTheSocket, certificate_kinds_01_to_07_are_told_as_reported)
{
    for (int kind = 1; kind <= 6; ++kind)
        EXPECT_EQ(
            text_of(ask(society, "6" + std::to_string(kind), worker_birth, "20260401"), "InsuredCardClassification"),
            "0" + std::to_string(kind));
    EXPECT_EQ(text_of(ask("07139991", "67", worker_birth, "20260401"), "InsuredCardClassification"), "07");
}
TEST_F(RulesOverTheSocket, relationship_and_branch_are_told)
{
    const auto answer = result(ask(society, "7", "2015-06-01", "20260401", "0", "03"));
    EXPECT_EQ(text_of(answer, "PersonalFamilyClassification"), "2");
    EXPECT_EQ(text_of(answer, "InsuredBranchNumber"), "03");
}
TEST_F(RulesOverTheSocket, a_sex_that_the_front_hides_stands_in_the_second_element)
{
    const auto hidden = ask(society, "10", worker_birth, "20260401");
    EXPECT_EQ(text_of(hidden, "Sex1"), "3");
    EXPECT_EQ(text_of(hidden, "Sex2"), "2");
    const auto unset = ask(society, "11", worker_birth, "20260401");
    EXPECT_EQ(text_of(unset, "Sex1"), "3");
    EXPECT_EQ(text_of(unset, "Sex2"), "");
}
TEST_F(RulesOverTheSocket, another_name_in_use_is_told)
{
    const auto answer = ask(society, "50", worker_birth, "20260401");
    EXPECT_EQ(text_of(answer, "NameOfOther"), "通称　花子");
    EXPECT_EQ(text_of(answer, "NameOfOtherKana"), "ﾂｳｼｮｳ ﾊﾅｺ");
}

// Withheld: rows that disagree about the birth date or the sex

TEST_F(RulesOverTheSocket, rows_with_differing_birth_dates_are_withheld_with_a_message)
{
    for (const char* insurer : {city, society}) {
        const auto answer = ask(insurer, "13", "1990-01-01", "20260401");
        EXPECT_EQ(text_of(answer, "QualificationValidity"), "4");
        EXPECT_EQ(text_of(answer, "ProcessingResultStatus"), "1");
        EXPECT_EQ(text_of(answer, "ProcessingResultCode"), "OPN40001W");
        EXPECT_THAT(text_of(answer, "ProcessingResultMessage"), HasSubstr("食い違って"));
        EXPECT_EQ(result(answer), "");
    }
    EXPECT_EQ(text_of(ask(city, "13", "1990-01-03", "20260401"), "ProcessingResultCode"), "OPN40006W");
}
TEST_F(RulesOverTheSocket, rows_with_differing_sex_are_withheld)
{
    EXPECT_EQ(text_of(ask(society, "14", worker_birth, "20260401"), "ProcessingResultCode"), "OPN40001W");
    EXPECT_EQ(text_of(ask(city, "14", worker_birth, "20260401"), "ProcessingResultCode"), "OPN40001W");
}

// 2.4, shares

TEST_F(RulesOverTheSocket, preschool_ends_on_the_31st_of_march)
{
    EXPECT_EQ(text_of(ask(society, "20", "2019-04-02", "20260331"), "PreschoolClassification"), "1");
    EXPECT_EQ(text_of(ask(society, "20", "2019-04-02", "20260401"), "PreschoolClassification"), "");
    // born on 1 April: reaches six on 31 March and leaves that same day
    EXPECT_EQ(text_of(ask(society, "21", "2020-04-01", "20260331"), "PreschoolClassification"), "1");
    EXPECT_EQ(text_of(ask(society, "21", "2020-04-01", "20260401"), "PreschoolClassification"), "");
    EXPECT_EQ(share_words(society, "20", "2019-04-02", "2026-03-31"), "負担割合　：2割（年齢による）");
    EXPECT_EQ(share_words(society, "20", "2019-04-02", "2026-04-01"), "負担割合　：3割（年齢による）");
}
TEST_F(RulesOverTheSocket, the_elderly_share_begins_by_the_month_rule_of_70)
{
    // 1953-05-01 → 2023-05-01; 1953-05-02 → 2023-06-01
    EXPECT_EQ(text_of(ask(city, "22", "1953-05-01", "20230430"), "ElderlyRecipientContributionRatio"), "");
    EXPECT_EQ(text_of(ask(city, "22", "1953-05-01", "20230501"), "ElderlyRecipientContributionRatio"), "020");
    EXPECT_EQ(text_of(ask(city, "23", "1953-05-02", "20230531"), "ElderlyRecipientContributionRatio"), "");
    EXPECT_EQ(text_of(ask(city, "23", "1953-05-02", "20230601"), "ElderlyRecipientContributionRatio"), "030");
    EXPECT_EQ(share_words(city, "23", "1953-05-02", "2023-05-31"), "負担割合　：3割（年齢による）");
    EXPECT_EQ(share_words(city, "23", "1953-05-02", "2023-06-01"), "負担割合　：3割（高齢受給者証）");
    EXPECT_EQ(share_words(city, "23", "1953-05-02", "2023-08-01"), "負担割合　：2割（年齢による）");
}
TEST_F(RulesOverTheSocket, an_elderly_certificate_before_its_month_is_refused_at_intake)
{
    const auto refused = centre_->import(row("early070", city, "29", "1953-05-02", "2010-04-01",
                                             R"(,"elderly_certificates":[{"from":"2023-05-31","share":20}])"));
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.output, HasSubstr("line 1: elderly_certificates: 高齢受給者証の有効開始が早すぎます。"));
    EXPECT_EQ(validity(city, "29", "1953-05-02", "20260401"), "4");
}
TEST_F(RulesOverTheSocket, a_share_is_that_of_the_year_of_the_day_of_care)
{
    EXPECT_EQ(text_of(ask(late_elderly, "24", "1948-01-15", "20250731"), "InsuredPartialContributionRatio"), "010");
    EXPECT_EQ(text_of(ask(late_elderly, "24", "1948-01-15", "20250801"), "InsuredPartialContributionRatio"), "020");
}

// 3.1, limit certificates

TEST_F(RulesOverTheSocket, every_limit_class_is_told_with_consent_and_none_without)
{
    for (const auto& limit : domain::limit_classes) {
        const std::string code(limit.code);
        const bool of_late_elderly = code == "B09" || code == "B10";
        const char* birth = code[0] == 'A' ? worker_birth : of_late_elderly ? "1948-01-15" : "1953-05-02";
        const auto* insurer = of_late_elderly ? late_elderly : city;
        const auto told = ask(insurer, code, birth, "20260401", "1");
        EXPECT_EQ(text_of(told, "LimitApplicationCertificateClassificationFlag"), code);
        EXPECT_EQ(text_of(told, "LimitApplicationCertificateClassification"), "01");
        EXPECT_EQ(text_of(told, "LimitApplicationCertificateDate"), "20250801");
        EXPECT_EQ(text_of(told, "LimitApplicationCertificateValidStartDate"), "20250801");
        EXPECT_EQ(text_of(told, "LimitApplicationCertificateValidEndDate"), "20260731");
        EXPECT_EQ(text_of(result(told), "LimitApplicationCertificateRelatedConsFlg"), "1");
        EXPECT_EQ(text_of(told, "LimitApplicationCertificateRelatedConsTime"), text_of(told, "ProcessExecutionTime"));
        const auto untold = ask(insurer, code, birth, "20260401", "0");
        EXPECT_EQ(text_of(result(untold), "LimitApplicationCertificateRelatedConsFlg"), "0");
        EXPECT_THAT(untold, Not(HasSubstr("LimitApplicationCertificateRelatedInfo")));
        EXPECT_THAT(untold, Not(HasSubstr("ConsTime")));
    }
}
TEST_F(RulesOverTheSocket, a_limit_certificate_is_told_on_its_days_only)
{
    const auto flag = [&](const char* on) {
        return text_of(ask(city, "A03", worker_birth, on, "1"), "LimitApplicationCertificateClassificationFlag");
    };
    EXPECT_EQ(flag("20250731"), "");
    EXPECT_EQ(flag("20250801"), "A03");
    EXPECT_EQ(flag("20260731"), "A03");
    EXPECT_EQ(flag("20260801"), "");
}
TEST_F(RulesOverTheSocket, limit_kinds_02_and_03_and_the_date_of_a_long_stay_are_told)
{
    const auto meals = ask(city, "30", worker_birth, "20260401", "1");
    EXPECT_EQ(text_of(meals, "LimitApplicationCertificateClassification"), "02");
    EXPECT_EQ(text_of(meals, "LimitApplicationCertificateLongTermDate"), "20251201");
    EXPECT_EQ(text_of(ask(city, "31", worker_birth, "20260401", "1"), "LimitApplicationCertificateClassification"),
              "03");
}
TEST_F(RulesOverTheSocket, specific_diseases_come_with_the_card_only)
{
    EXPECT_THAT(ask(city, "32", worker_birth, "20260401", "1"), Not(HasSubstr("SpecificDiseases")));
}

// 7.7, protection flags

TEST_F(RulesOverTheSocket, a_protected_persons_address_is_in_no_answer_of_any_form)
{
    const auto answer = ask(city, "40", worker_birth, "20260401", "1");
    EXPECT_EQ(text_of(answer, "QualificationValidity"), "1");
    EXPECT_THAT(answer, Not(HasSubstr("Address")));
    EXPECT_THAT(answer, Not(HasSubstr("PostNumber")));
    for (const char* insurer : {city, society}) // the flag is the person's, though one insurer sent it
        EXPECT_THAT(ask(insurer, "41", worker_birth, "20260401"), Not(HasSubstr("Address")));
    const auto embedded =
        centre_->onshi({"check", "--facility", "1319999999", "--insurer", city, "--symbol", "規則", "--number", "40",
                        "--birth", worker_birth, "--on", "2026-04-01", "--format", "text,json,xml"});
    EXPECT_EQ(embedded.code, 0) << embedded.output;
    EXPECT_THAT(embedded.output, Not(HasSubstr("架空県見本市９")));
    EXPECT_THAT(embedded.output, Not(HasSubstr("999-0009")));
}

// 1.2, 2.5: 照会番号

TEST_F(RulesOverTheSocket, a_reference_number_comes_back_to_the_facility_that_gave_it)
{
    auto registration =
        post(R"(<XmlMsg><MessageHeader><MedicalInstitutionCode>1319999999</MedicalInstitutionCode>)"
             R"(<ArbitraryFileIdentifier>202604010005</ArbitraryFileIdentifier></MessageHeader>)"
             R"(<MessageBody><ReferenceNumberRegistrationInfo><ReferenceNumber>P000789</ReferenceNumber>)"
             R"(<InsurerNumber>06139992</InsurerNumber><InsuredCardSymbol>規則</InsuredCardSymbol>)"
             R"(<InsuredIdentificationNumber>50</InsuredIdentificationNumber>)"
             R"(</ReferenceNumberRegistrationInfo></MessageBody></XmlMsg>)");
    registration.path = "/exchange/OQSsiimm01req";
    const auto registered = client_.exchange(registration);
    EXPECT_EQ(registered.status, 200) << registered.body;
    EXPECT_EQ(text_of(registered.body, "ProcessingResultStatus"), "1");
    EXPECT_EQ(text_of(registered.body, "SegmentOfResult"), "1");
    EXPECT_EQ(text_of(registered.body, "ArbitraryFileIdentifier"), "202604010005");
    EXPECT_EQ(text_of(registered.body, "ReferenceNumber"), "P000789");
    EXPECT_EQ(text_of(ask(society, "50", worker_birth, "20260401"), "ReferenceNumber"), "P000789");
    auto pharmacy = centre_->client(centre_->enrol("1349999993"));
    const auto elsewhere = pharmacy.exchange(
        post(message({.facility = "1349999993", .symbol = "規則", .number = "50", .branch = "", .birth = "19850407"})));
    EXPECT_EQ(text_of(elsewhere.body, "QualificationValidity"), "1");
    EXPECT_EQ(text_of(elsewhere.body, "ReferenceNumber"), "") << "it is the clinic's own";
    auto twins = registration;
    twins.body.replace(twins.body.find(">50<"), 4, ">7<");
    const auto several = client_.exchange(twins);
    EXPECT_EQ(text_of(several.body, "ProcessingResultStatus"), "2");
    EXPECT_EQ(text_of(several.body, "ProcessingResultCode"), "OPN30005E");
    auto nobody = registration;
    nobody.body.replace(nobody.body.find(">50<"), 4, ">999<");
    EXPECT_EQ(text_of(client_.exchange(nobody).body, "ProcessingResultCode"), "OPN30004E");
}

} // namespace

} // namespace onshi::test
