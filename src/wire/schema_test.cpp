#include "base/text.h"
#include "domain/explanation.h"
#include "wire/eligibility_message.h"
#include "wire/sample_messages.h"

#include <cstdio>
#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

// The schemas of doc/formats are what vendors test against: what onshi writes and the sample messages must pass them.
// The judge is xmllint, a program that shares no code with onshi.

using namespace onshi;
using testing::HasSubstr;
using wire::sample::file;
using wire::sample::replaced;

namespace {

/// What xmllint finds wrong; empty if the message passes.
std::string complaint(const std::string& schema, const std::string& message)
{
    std::string path = testing::TempDir() + "onshi_schema_XXXXXX";
    const int descriptor = mkstemp(path.data());
    if (descriptor < 0)
        return "no temporary file";
    close(descriptor);
    std::ofstream(path, std::ios::binary) << message;
    const auto log = path + ".log";
    const auto command =
        "xmllint --noout --schema '" ONSHI_SOURCE_DIR "/doc/formats/" + schema + "' '" + path + "' >'" + log + "' 2>&1";
    const bool passed = std::system(command.c_str()) == 0;
    std::ifstream in(log);
    const std::string found{std::istreambuf_iterator<char>(in), {}};
    std::remove(path.c_str());
    std::remove(log.c_str());
    return passed ? "" : "not valid: " + found;
}

std::string request_complaint(const std::string& message) { return complaint("OQSsiquc01req.xsd", message); }

std::string answer_complaint(const std::string& message) { return complaint("OQSsiquc01res.xsd", message); }

} // namespace

TEST(Schema, sample_messages_pass)
{
    EXPECT_EQ(request_complaint(file("eligibility_request/m1.xml")), "");
    EXPECT_EQ(request_complaint(file("eligibility_request/m1_shift_jis.xml")), "");
    EXPECT_EQ(request_complaint(file("eligibility_request/m1_national_health.xml")), "");
    for (const std::string name :
         {"m2", "m2_shift_jis", "m3_face", "m4_specific_diseases", "m5_newer_insurance", "m6_failure"})
        EXPECT_EQ(answer_complaint(file("eligibility_answer/" + name + ".xml")), "") << name;
}

TEST(Schema, written_messages_pass)
{
    const wire::EligibilityRequest request{wire::sample::day(2026, 4, 1),
                                           domain::FacilityCode::parse("1319999999").value(), "202604010001",
                                           wire::sample::search_m2(), 0};
    EXPECT_EQ(request_complaint(wire::write_eligibility_request(request)), "");
    auto elderly = wire::sample::answer_m2();
    elderly.found->coverage.elderly_certificates = {
        {{}, {wire::sample::day(2025, 8, 1), wire::sample::day(2026, 7, 31)}, 20}};
    elderly.found->coverage.sex_hidden = true;
    elderly.found->coverage.name_other = "例示　花子";
    elderly.found->coverage.name_other_kana = "レイジ　ハナコ";
    elderly.found->preschool = true;
    elderly.notice = wire::CodedMessage{"OPN40002I", "職場の健康保険が優先します。"};
    auto shift_jis = wire::sample::answer_m3();
    shift_jis.character_code = wire::CharacterCode::shift_jis;
    auto diseases = wire::sample::answer_m3();
    diseases.found->coverage.specific_diseases = {
        {1, wire::sample::day(2025, 8, 1), {wire::sample::day(2025, 8, 1), {}}, 10'000},
        {2, {}, {wire::sample::day(2025, 8, 1), wire::sample::day(2026, 7, 31)}, 10'000}};
    auto none = wire::sample::answer_m2();
    none.validity = domain::Validity::none;
    none.found.reset();
    // The longest notice: a negative answer about an insurer of 100 characters, and names that Shift_JIS lacks
    // throughout.
    auto long_notice = wire::sample::answer_m2();
    long_notice.character_code = wire::CharacterCode::shift_jis;
    auto& coverage = long_notice.found->coverage;
    coverage.name.clear();
    coverage.name_kana.clear();
    for (int i = 0; i < 100; ++i) {
        coverage.name += "𠮷";
        coverage.name_kana += "ヨ";
    }
    const domain::AskedInsurer asked{coverage.insurer, coverage.name,
                                     domain::Intake{long_notice.at, 1, domain::UsualDelay{90, 90}}};
    long_notice.notice = wire::CodedMessage{
        "OPN40006W", domain::explanation({.validity = domain::Validity::none}, long_notice.on, asked)};
    wire::tell_substitutions(long_notice);
    EXPECT_LE(base::length(long_notice.notice->message), 1000U);
    EXPECT_THAT(long_notice.notice->message, HasSubstr("【文字】"));
    EXPECT_THAT(long_notice.notice->message, testing::EndsWith("文字あります。"));
    auto unknown_facility = wire::sample::answer_m6();
    unknown_facility.facility.clear();
    for (const auto& answer :
         {wire::sample::answer_m2(), wire::sample::answer_m5(), wire::sample::answer_m3(), wire::sample::answer_m6(),
          elderly, diseases, shift_jis, none, long_notice, unknown_facility})
        EXPECT_EQ(answer_complaint(wire::write_eligibility_answer(answer)), "");
}

TEST(Schema, wrong_messages_do_not_pass)
{
    const auto m1 = file("eligibility_request/m1.xml");
    EXPECT_THAT(request_complaint(replaced(m1, "19850407", "1985-04-07")), HasSubstr("fails to validate"));
    EXPECT_THAT(request_complaint(replaced(m1, "<Birthdate>19850407</Birthdate>", "")), HasSubstr("fails to validate"));
    EXPECT_THAT(request_complaint(replaced(m1, "ConsFlg>1<", "ConsFlg>2<")), HasSubstr("fails to validate"));
    EXPECT_THAT(request_complaint(replaced(m1, "06139992", "0613999")), HasSubstr("fails to validate"));
    const auto m2 = file("eligibility_answer/m2.xml");
    EXPECT_THAT(answer_complaint(replaced(m2, "<Sex1>2", "<Sex1>4")), HasSubstr("fails to validate"));
    EXPECT_THAT(answer_complaint(replaced(m2, "<Sex1>2</Sex1>", "<Sex1>2</Sex1><Sex1>2</Sex1>")),
                HasSubstr("fails to validate"));
    EXPECT_THAT(answer_complaint(replaced(m2, "<Name>見本　花子</Name>", "")), HasSubstr("fails to validate"));
    EXPECT_THAT(answer_complaint(replaced(m2, ">A03<", ">C01<")), HasSubstr("fails to validate"));
    EXPECT_THAT(answer_complaint(replaced(m2, "999-0000", "9990000")), HasSubstr("fails to validate"));
}
