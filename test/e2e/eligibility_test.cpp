#include "e2e/exchange.h"
#include "e2e/running_centre.h"

#include "base/environment.h"
#include "base/files.h"
#include "base/text.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <regex>

namespace onshi::test {

namespace {

// Nobody real. person_code,insurer,symbol,number,branch,relationship,name,kana,insured name,birth,sex,post,address,
// gained,lost,reason,certificates,elderly certificates
const std::vector<std::string> people{
    // M2 of the interface page
    ("SYN-hanako,06139992,架空,１２３４,01,1,見本　花子,ミホン　ハナコ,見本　花子,1985-04-07,2,999-0000,"
     "架空県見本市例示町１－２－３,2020-04-01,,,20200410:20200401::,"),
    // M5: lost on 2026-04-01 with reason 03, and a newer row elsewhere
    "SYN-futaba,139998,見本,5678,02,2,試作　二葉,シサク　フタバ,試作　一郎,2001-02-03,2,,,2019-04-01,2026-04-01,03,,",
    "SYN-futaba,06139992,架空,7001,01,1,試作　二葉,シサク　フタバ,,2001-02-03,2,,,2026-03-31,,,,",
    // one spell with both ends, and a certificate's window
    "SYN-bounds,06139992,境界,1,01,1,境界　一,,,1990-01-01,1,,,2024-04-01,2025-04-01,99,,",
    "SYN-window,06139992,境界,2,01,1,境界　二,,,1990-01-01,1,,,2020-04-01,,,:20240801:20250731:,",
    // three insurers in five years
    "SYN-three1,06139992,三社,1,01,1,転職　三郎,,,1980-05-05,1,,,2021-04-01,2023-04-01,03,,",
    "SYN-three1,139998,三社,2,,1,転職　三郎,,,1980-05-05,1,,,2023-04-01,2025-04-02,03,,",
    "SYN-three1,06139992,三社,3,01,1,転職　三郎,,,1980-05-05,1,,,2025-04-01,,,,",
    // twins
    "SYN-twin001,06139992,双子,1,02,2,双子　一,,,2015-06-01,1,,,2015-06-01,,,,",
    "SYN-twin002,06139992,双子,1,03,2,双子　二,,,2015-06-01,1,,,2015-06-01,,,,",
    // two people alike in name, birth date, sex and address
    "SYN-alike01,06139992,同名,1,01,1,同名　同人,,,1970-07-07,1,,架空県見本市,2020-04-01,,,,",
    "SYN-alike02,139998,同名,9,,1,同名　同人,,,1970-07-07,1,,架空県見本市,2018-04-01,2020-04-02,03,,",
    // 後期高齢者 with 1割, and 70 to 74 with 2割
    ("SYN-elder01,39139993,,00012345,,1,例示　太郎,レイジ　タロウ,,1948-01-15,1,999-0001,架空県見本市,2023-01-15,,,"
     "20250801:20250801:20260731:10,"),
    "SYN-elder02,139998,高齢,1,,1,高齢　受子,,,1953-05-02,2,,,2010-04-01,,,,:20230601::20",
};

class EligibilityOverTheSocket : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        centre_ = new RunningCentre(people, "[limits]\nrequests_per_second = 10000.0\nburst = 10000.0\n");
        clinic_ = new terminal::Identity(centre_->enrol("1319999999"));
    }
    static void TearDownTestSuite()
    {
        delete clinic_;
        delete centre_;
    }

    net::Response send(const std::string& body) { return client_.exchange(post(body)); }
    std::string ask(const Asked& asked)
    {
        const auto response = send(message(asked));
        EXPECT_EQ(response.status, 200) << response.body;
        return response.body;
    }
    std::string validity(const Asked& asked) { return text_of(ask(asked), "QualificationValidity"); }

    static RunningCentre* centre_;
    static terminal::Identity* clinic_;
    net::Client client_ = centre_->client(*clinic_);
};
RunningCentre* EligibilityOverTheSocket::centre_ = nullptr;
terminal::Identity* EligibilityOverTheSocket::clinic_ = nullptr;

const Asked bounds{.symbol = "境界", .number = "1", .birth = "19900101"};
Asked on(Asked asked, const char* date)
{
    asked.on = date;
    return asked;
}

TEST_F(EligibilityOverTheSocket, the_day_before_gain_is_not_covered)
{
    EXPECT_EQ(validity(on(bounds, "20240331")), "2");
}
TEST_F(EligibilityOverTheSocket, the_day_of_gain_is_covered) { EXPECT_EQ(validity(on(bounds, "20240401")), "1"); }
TEST_F(EligibilityOverTheSocket, the_day_after_gain_is_covered) { EXPECT_EQ(validity(on(bounds, "20240402")), "1"); }
TEST_F(EligibilityOverTheSocket, the_day_before_loss_is_covered) { EXPECT_EQ(validity(on(bounds, "20250331")), "1"); }
TEST_F(EligibilityOverTheSocket, the_day_of_loss_is_not_covered) { EXPECT_EQ(validity(on(bounds, "20250401")), "2"); }
TEST_F(EligibilityOverTheSocket, the_day_after_loss_is_not_covered)
{
    EXPECT_EQ(validity(on(bounds, "20250402")), "2");
}

TEST_F(EligibilityOverTheSocket, a_certificates_window_holds_at_both_ends)
{
    const Asked window{.symbol = "境界", .number = "2", .birth = "19900101"};
    EXPECT_EQ(validity(on(window, "20240731")), "2");
    EXPECT_EQ(validity(on(window, "20240801")), "1");
    EXPECT_EQ(validity(on(window, "20250731")), "1");
    EXPECT_EQ(validity(on(window, "20250801")), "2");
}

TEST_F(EligibilityOverTheSocket, each_of_three_insurers_answers_for_itself)
{
    const Asked oldest{.symbol = "三社", .number = "1", .birth = "19800505"};
    const Asked middle{.insurer = "  139998", .symbol = "三社", .number = "2", .branch = "", .birth = "19800505"};
    const Asked newest{.symbol = "三社", .number = "3", .birth = "19800505"};
    EXPECT_EQ(validity(oldest), "3");
    EXPECT_EQ(validity(middle), "3");
    EXPECT_EQ(validity(newest), "1");
    // on the one day of legal overlap (domain rules 2.1) both the old and the new number are good
    EXPECT_EQ(validity(on(middle, "20250401")), "1");
    EXPECT_EQ(validity(on(newest, "20250401")), "1");
}

TEST_F(EligibilityOverTheSocket, twins_are_several_without_branch_and_one_with_it)
{
    EXPECT_EQ(validity({.symbol = "双子", .number = "1", .branch = "", .birth = "20150601"}), "5");
    const auto second = ask({.symbol = "双子", .number = "1", .branch = "03", .birth = "20150601"});
    EXPECT_EQ(text_of(second, "QualificationValidity"), "1");
    EXPECT_EQ(text_of(second, "Name"), "双子　二");
}

TEST_F(EligibilityOverTheSocket, two_people_alike_stay_two)
{
    EXPECT_EQ(validity({.symbol = "同名", .number = "1", .birth = "19700707"}), "1");
    // the other one lost cover and has no newer one: the first one's cover is not taken for it
    EXPECT_EQ(validity({.insurer = "139998", .symbol = "同名", .number = "9", .branch = "", .birth = "19700707"}), "2");
}

TEST_F(EligibilityOverTheSocket, a_wrong_birth_date_finds_nobody) { EXPECT_EQ(validity({.birth = "19850408"}), "4"); }

TEST_F(EligibilityOverTheSocket, without_branch_the_answer_tells_it)
{
    const auto answer = ask({.branch = ""});
    EXPECT_EQ(text_of(answer, "QualificationValidity"), "1");
    const auto result = answer.substr(answer.find("<ResultList>"));
    EXPECT_EQ(text_of(result, "InsuredBranchNumber"), "01");
}

TEST_F(EligibilityOverTheSocket, the_number_may_be_typed_half_width) { EXPECT_EQ(validity({.number = "1234"}), "1"); }

/// M1 of the interface page, as it stands there.
constexpr const char* m1 = R"(<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<XmlMsg>
  <MessageHeader>
    <QualificationConfirmationDate>20260401</QualificationConfirmationDate>
    <MedicalInstitutionCode>1319999999</MedicalInstitutionCode>
    <ArbitraryFileIdentifier>202604010001</ArbitraryFileIdentifier>
  </MessageHeader>
  <MessageBody>
    <QualificationConfirmSearchInfo>
      <InsurerNumber>06139992</InsurerNumber>
      <InsuredCardSymbol>架空</InsuredCardSymbol>
      <InsuredIdentificationNumber>１２３４</InsuredIdentificationNumber>
      <InsuredBranchNumber>01</InsuredBranchNumber>
      <Birthdate>19850407</Birthdate>
      <LimitApplicationCertificateRelatedConsFlg>1</LimitApplicationCertificateRelatedConsFlg>
      <ArbitraryIdentifier>P000123</ArbitraryIdentifier>
    </QualificationConfirmSearchInfo>
  </MessageBody>
</XmlMsg>)";

/// The same with children in another order, elements that nobody knows, and another layout.
constexpr const char* m1_shuffled = R"(<XmlMsg><Future><Deep>1</Deep></Future><MessageBody>
    <QualificationConfirmSearchInfo>
      <ArbitraryIdentifier> P000123 </ArbitraryIdentifier>
      <Birthdate>19850407</Birthdate><Unheard>of</Unheard>
      <LimitApplicationCertificateRelatedConsFlg>1</LimitApplicationCertificateRelatedConsFlg>
      <InsuredBranchNumber>01</InsuredBranchNumber>
      <InsuredIdentificationNumber>１２３４</InsuredIdentificationNumber>
      <InsuredCardSymbol>架空</InsuredCardSymbol>
      <InsurerNumber>06139992</InsurerNumber>
    </QualificationConfirmSearchInfo>
  </MessageBody><MessageHeader>
    <ArbitraryFileIdentifier>202604010001</ArbitraryFileIdentifier>
    <MedicalInstitutionCode>1319999999</MedicalInstitutionCode>
    <QualificationConfirmationDate>20260401</QualificationConfirmationDate>
  </MessageHeader></XmlMsg>)";

std::string without_time(const std::string& xml)
{
    return std::regex_replace(xml, std::regex("<ProcessExecutionTime>[0-9]{14}</ProcessExecutionTime>"), "<time/>");
}

TEST_F(EligibilityOverTheSocket, sample_m1_gets_the_answer_of_sample_m2)
{
    const auto answer = send(m1).body;
    const std::vector<std::pair<const char*, const char*>> m2{
        {"QualificationConfirmationDate", "20260401"},
        {"MedicalInstitutionCode", "1319999999"},
        {"ArbitraryFileIdentifier", "202604010001"},
        {"ReferenceClassification", "2"},
        {"SegmentOfResult", "1"},
        {"CharacterCodeIdentifier", "0"},
        {"ProcessingResultStatus", "1"},
        {"QualificationValidity", "1"},
        {"ArbitraryIdentifier", "P000123"},
        {"InsuredCardClassification", "01"},
        {"InsurerNumber", "06139992"},
        {"InsuredCardSymbol", "架空"},
        {"InsuredIdentificationNumber", "１２３４"},
        {"InsuredBranchNumber", "01"},
        {"PersonalFamilyClassification", "1"},
        {"InsuredName", "見本　花子"},
        {"Name", "見本　花子"},
        {"NameKana", "ﾐﾎﾝ ﾊﾅｺ"},
        {"Sex1", "2"},
        {"Birthdate", "19850407"},
        {"Address", "架空県見本市例示町１－２－３"},
        {"PostNumber", "999-0000"},
        {"QualificationDate", "20200401"},
        {"InsuredCertificateIssuanceDate", "20200410"},
        {"InsuredCardValidDate", "20200401"},
        {"InsurerName", "見本健康保険組合"},
    };
    for (const auto& [name, value] : m2)
        EXPECT_EQ(text_of(answer, name), value) << name;
    EXPECT_THAT(answer, testing::Not(testing::HasSubstr("DisqualificationDate"))) << "unset elements are left out";
}

TEST_F(EligibilityOverTheSocket, order_and_unknown_elements_do_not_matter)
{
    EXPECT_EQ(without_time(send(m1).body), without_time(send(m1_shuffled).body));
    EXPECT_THAT(centre_->get_management("/metrics"), testing::ContainsRegex("onshi_unknown_elements_total [1-9]"));
}

TEST_F(EligibilityOverTheSocket, sample_m5_is_the_asked_row_and_says_that_there_is_a_newer_one)
{
    const auto answer =
        ask({.insurer = "  139998", .symbol = "見本", .number = "5678", .branch = "02", .birth = "20010203"});
    EXPECT_EQ(text_of(answer, "QualificationValidity"), "3");
    const auto result = answer.substr(answer.find("<ResultList>"));
    EXPECT_EQ(text_of(result, "InsurerNumber"), "  139998");
    EXPECT_EQ(text_of(result, "DisqualificationDate"), "20260401");
    EXPECT_EQ(text_of(result, "ReasonOfLoss"), "03");
    EXPECT_EQ(text_of(result, "InsurerName"), "架空県見本市");
    EXPECT_THAT(answer, testing::Not(testing::HasSubstr("06139992"))) << "never the new insurer's";
}

TEST_F(EligibilityOverTheSocket, sample_m6_is_the_answer_to_a_birth_date_of_the_wrong_form)
{
    const auto response = send(message({.birth = "1985-04-7"}));
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(text_of(response.body, "SegmentOfResult"), "9");
    EXPECT_EQ(text_of(response.body, "ErrorCode"), "OPN10001E");
    EXPECT_THAT(text_of(response.body, "ErrorMessage"), testing::StartsWith("生年月日の形式が正しくありません。"));
    EXPECT_EQ(text_of(response.body, "ProcessingResultStatus"), "2");
    EXPECT_EQ(text_of(response.body, "ProcessingResultCode"), "OPN10001E");
    EXPECT_EQ(text_of(response.body, "MedicalInstitutionCode"), "1319999999");
    EXPECT_EQ(text_of(response.body, "ArbitraryFileIdentifier"), "202604010001");
}

TEST_F(EligibilityOverTheSocket, the_share_of_the_elderly_stands_in_its_element)
{
    const auto late =
        ask({.insurer = "39139993", .symbol = "", .number = "00012345", .branch = "", .birth = "19480115"});
    EXPECT_EQ(text_of(late, "InsuredPartialContributionRatio"), "010");
    // 70 reached 2023-05-01, so the certificate holds from 2023-06-01 (domain rules 2.4)
    Asked between{
        .on = "20230531", .insurer = "139998", .symbol = "高齢", .number = "1", .branch = "", .birth = "19530502"};
    EXPECT_EQ(text_of(ask(between), "ElderlyRecipientContributionRatio"), "");
    EXPECT_EQ(text_of(ask(on(between, "20230601")), "ElderlyRecipientContributionRatio"), "020");
}

TEST_F(EligibilityOverTheSocket, what_is_written_fits_the_schema)
{
    const std::vector<std::string> answers{
        send(m1).body,
        ask({.birth = "19850408"}),
        ask({.symbol = "双子", .number = "1", .branch = "", .birth = "20150601"}),
        ask({.insurer = "139998", .symbol = "見本", .number = "5678", .branch = "02", .birth = "20010203"}),
        ask({.insurer = "39139993", .symbol = "", .number = "00012345", .branch = "", .birth = "19480115"}),
        ask({.insurer = "139998", .symbol = "高齢", .number = "1", .branch = "", .birth = "19530502"}),
        send(message({.birth = "x"})).body,
        send("<XmlMsg>").body,
        centre_->client_without_certificate().exchange(post(m1)).body,
    };
    const auto schema = std::string(ONSHI_SOURCE_DIR) + "/doc/formats/OQSsiquc01res.xsd";
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto file = centre_->folder() / ("answer-" + std::to_string(i) + ".xml");
        base::write_new_file(file, answers[i]);
        const auto finished = run({"xmllint", "--noout", "--schema", schema, file.string()});
        EXPECT_EQ(finished.code, 0) << finished.output << answers[i];
    }
}

TEST_F(EligibilityOverTheSocket, a_facility_that_reads_shift_jis_is_answered_in_it)
{
    auto pharmacy = centre_->client(centre_->enrol("1349999993"));
    const auto answer = pharmacy.exchange(post(message({.facility = "1349999993"}))).body;
    EXPECT_EQ(text_of(answer, "CharacterCodeIdentifier"), "1");
    EXPECT_THAT(answer, testing::HasSubstr("encoding=\"Shift_JIS\""));
    const auto utf8 = base::from_shift_jis(answer);
    ASSERT_TRUE(utf8);
    EXPECT_EQ(text_of(*utf8, "Name"), "見本　花子");
    const auto file = centre_->folder() / "answer-sjis.xml";
    base::write_new_file(file, answer);
    EXPECT_EQ(run({"xmllint", "--noout", "--schema", std::string(ONSHI_SOURCE_DIR) + "/doc/formats/OQSsiquc01res.xsd",
                   file.string()})
                  .code,
              0);
}

TEST_F(EligibilityOverTheSocket, a_request_in_shift_jis_is_understood)
{
    auto body = message({});
    body.replace(body.find("UTF-8"), 5, "Shift_JIS");
    const auto response = send(base::to_shift_jis(body).bytes);
    EXPECT_EQ(text_of(response.body, "QualificationValidity"), "1");
}

TEST_F(EligibilityOverTheSocket, a_repeated_request_under_one_key_is_one_answer)
{
    auto request = post(message({}));
    request.headers.emplace_back("idempotency-key", "the-same-key");
    const auto first = client_.exchange(request);
    const auto again = client_.exchange(request);
    EXPECT_EQ(first.body, again.body);
    const auto id_of = [](const net::Response& response) {
        for (const auto& [name, value] : response.headers)
            if (name == "onshi-answer-id")
                return value;
        return std::string("none");
    };
    EXPECT_EQ(id_of(first), id_of(again));
    EXPECT_NE(id_of(first), "none");
}

TEST_F(EligibilityOverTheSocket, an_answer_is_given_again_as_it_was_before_a_correction)
{
    const std::string row = "SYN-known01,06139992,記録,1,01,1,記録　一,,,1985-04-07,2,,架空県見本市１,2020-04-01,";
    const auto header = std::string(RunningCentre::coverage_header()) + "\n";
    ASSERT_EQ(centre_->import(header + row + ",,,\n").code, 0);
    const auto moment = base::jst_iso(base::SystemClock().now());
    const auto as_known = [&] {
        return centre_->onshi({"check", "--facility", "1319999999", "--insurer", "06139992", "--symbol", "記録",
                               "--number", "1", "--birth", "1985-04-07", "--on", "2026-04-01", "--format",
                               "xml,json,text", "--known-at", moment});
    };
    const auto before = as_known();
    EXPECT_EQ(before.code, 0) << before.output;
    ASSERT_EQ(centre_->import(header + row + "2026-03-01,99,,\n").code, 0); // retroactive loss (domain rules 2.3)
    EXPECT_EQ(validity({.symbol = "記録", .number = "1"}), "2");
    const auto after = as_known();
    EXPECT_EQ(after.code, 0) << "what was known then was 有効";
    EXPECT_EQ(after.output, before.output);
}

} // namespace

} // namespace onshi::test
