#include "wire/eligibility_message.h"
#include "wire/sample_messages.h"

#include "base/text.h"

#include <gtest/gtest.h>

using namespace onshi;
using domain::ErrorCode;
using wire::CharacterCode;
using wire::parse_eligibility_answer;
using wire::write_eligibility_answer;
using wire::sample::day;
using wire::sample::file;
using wire::sample::replaced;

namespace {

/// The elements from <name> to </name>, or nothing.
std::string part(const std::string& xml, const std::string& name)
{
    const auto begin = xml.find("<" + name + ">");
    const auto end = xml.find("</" + name + ">");
    return begin == std::string::npos ? "" : xml.substr(begin, end + name.size() + 3 - begin);
}

std::string without_indentation(std::string xml)
{
    for (auto at = xml.find("\n "); at != std::string::npos; at = xml.find("\n "))
        xml.erase(at + 1, xml.find_first_not_of(' ', at + 1) - at - 1);
    return xml;
}

domain::Rejection refusal(std::string_view bytes)
{
    const auto answer = parse_eligibility_answer(bytes);
    return answer ? domain::Rejection{ErrorCode::fault, "accepted", {}} : answer.error();
}

} // namespace

TEST(WriteAnswer, M2_is_written)
{
    EXPECT_EQ(write_eligibility_answer(wire::sample::answer_m2()),
              without_indentation(file("eligibility_answer/m2.xml")));
}

TEST(WriteAnswer, M6_is_written)
{
    EXPECT_EQ(write_eligibility_answer(wire::sample::answer_m6()),
              without_indentation(file("eligibility_answer/m6_failure.xml")));
}

TEST(WriteAnswer, six_digit_insurer_number_has_two_spaces_before_it)
{
    EXPECT_EQ(part(write_eligibility_answer(wire::sample::answer_m5()), "InsurerNumber"),
              "<InsurerNumber>  139998</InsurerNumber>");
}

TEST(WriteAnswer, the_certificate_kind_is_told_as_reported)
{
    auto answer = wire::sample::answer_m2();
    answer.found->coverage.kind = domain::CertificateKind::self_defence;
    EXPECT_EQ(part(write_eligibility_answer(answer), "InsuredCardClassification"),
              "<InsuredCardClassification>07</InsuredCardClassification>");
}

TEST(WriteAnswer, a_sex_that_the_front_hides_stands_in_the_second_element)
{
    auto answer = wire::sample::answer_m2();
    EXPECT_EQ(part(write_eligibility_answer(answer), "Sex2"), "");
    answer.found->coverage.sex_hidden = true;
    EXPECT_EQ(part(write_eligibility_answer(answer), "Sex1"), "<Sex1>3</Sex1>");
    EXPECT_EQ(part(write_eligibility_answer(answer), "Sex2"), "<Sex2>2</Sex2>");
    EXPECT_EQ(parse_eligibility_answer(write_eligibility_answer(answer)), answer);
}

TEST(WriteAnswer, other_names_preschool_and_reference_number_are_told)
{
    auto answer = wire::sample::answer_m2();
    auto& found = *answer.found;
    found.coverage.name_other = "例示　花子";
    found.coverage.name_other_kana = "レイジ　ハナコ";
    found.preschool = true;
    found.reference_number = "P000789";
    const auto xml = write_eligibility_answer(answer);
    EXPECT_EQ(part(xml, "NameOfOther"), "<NameOfOther>例示　花子</NameOfOther>");
    EXPECT_EQ(part(xml, "NameOfOtherKana"), "<NameOfOtherKana>ﾚｲｼﾞ ﾊﾅｺ</NameOfOtherKana>");
    EXPECT_EQ(part(xml, "PreschoolClassification"), "<PreschoolClassification>1</PreschoolClassification>");
    EXPECT_EQ(part(xml, "ReferenceNumber"), "<ReferenceNumber>P000789</ReferenceNumber>");
    EXPECT_EQ(parse_eligibility_answer(xml), answer);
}

TEST(WriteAnswer, without_consent_the_flag_says_so_and_no_time_is_told)
{
    auto answer = wire::sample::answer_m2();
    answer.found->limit_consent = false;
    answer.found->coverage.limit_certificates.clear();
    const auto result = part(write_eligibility_answer(answer), "ResultOfQualificationConfirmation");
    EXPECT_TRUE(result.contains("<LimitApplicationCertificateRelatedConsFlg>0<"));
    EXPECT_FALSE(result.contains("ConsTime"));
    EXPECT_FALSE(result.contains("LimitApplicationCertificateRelatedInfo"));
}

TEST(WriteAnswer, a_notice_stands_beside_a_normal_result)
{
    auto answer = wire::sample::answer_m2();
    answer.notice = wire::CodedMessage{"OPN40002I", "職場の健康保険が優先します。"};
    const auto xml = write_eligibility_answer(answer);
    EXPECT_EQ(part(xml, "ProcessingResultStatus"), "<ProcessingResultStatus>1</ProcessingResultStatus>");
    EXPECT_EQ(part(xml, "ProcessingResultCode"), "<ProcessingResultCode>OPN40002I</ProcessingResultCode>");
    EXPECT_EQ(parse_eligibility_answer(xml), answer);
}

TEST(WriteAnswer, share_of_late_elderly_stands_in_the_result)
{
    const auto xml = write_eligibility_answer(wire::sample::answer_m3());
    EXPECT_EQ(part(xml, "InsuredPartialContributionRatio"),
              "<InsuredPartialContributionRatio>010</InsuredPartialContributionRatio>");
    EXPECT_EQ(part(xml, "ElderlyRecipientCertificateInfo"), "");
}

TEST(WriteAnswer, share_from_70_to_74_stands_in_the_elderly_certificate)
{
    auto answer = wire::sample::answer_m2();
    answer.found->coverage.elderly_certificates = {{day(2025, 7, 20), {day(2025, 8, 1), day(2026, 7, 31)}, 20}};
    const auto xml = write_eligibility_answer(answer);
    EXPECT_EQ(part(xml, "InsuredPartialContributionRatio"), "");
    EXPECT_EQ(part(xml, "ElderlyRecipientCertificateInfo"),
              "<ElderlyRecipientCertificateInfo>\n"
              "<ElderlyRecipientCertificateDate>20250720</ElderlyRecipientCertificateDate>\n"
              "<ElderlyRecipientValidStartDate>20250801</ElderlyRecipientValidStartDate>\n"
              "<ElderlyRecipientValidEndDate>20260731</ElderlyRecipientValidEndDate>\n"
              "<ElderlyRecipientContributionRatio>020</ElderlyRecipientContributionRatio>\n"
              "</ElderlyRecipientCertificateInfo>");
    EXPECT_EQ(parse_eligibility_answer(xml), answer);
}

TEST(WriteAnswer, facility_is_left_out_only_if_unknown)
{
    auto answer = wire::sample::answer_m6();
    answer.facility.clear();
    EXPECT_FALSE(write_eligibility_answer(answer).contains("MedicalInstitutionCode"));
}

TEST(WriteAnswer, markup_in_values_is_escaped)
{
    auto answer = wire::sample::answer_m6();
    answer.file_identifier = "<a>&\"'";
    EXPECT_EQ(part(write_eligibility_answer(answer), "ArbitraryFileIdentifier"),
              "<ArbitraryFileIdentifier>&lt;a&gt;&amp;&quot;'</ArbitraryFileIdentifier>");
}

TEST(WriteAnswer, in_shift_jis_declaration_bytes_and_identifier_agree)
{
    auto answer = wire::sample::answer_m2();
    answer.character_code = CharacterCode::shift_jis;
    const auto bytes = write_eligibility_answer(answer);
    EXPECT_TRUE(bytes.starts_with("<?xml version=\"1.0\" encoding=\"Shift_JIS\" standalone=\"no\"?>\n"));
    EXPECT_FALSE(base::is_utf8(bytes));
    EXPECT_TRUE(bytes.contains("<CharacterCodeIdentifier>1</CharacterCodeIdentifier>"));
    EXPECT_TRUE(bytes.contains("<NameKana>\xD0\xCE\xDD \xCA\xC5\xBA</NameKana>")); // JIS X 0201
    EXPECT_EQ(parse_eligibility_answer(bytes), answer);
}

TEST(WriteAnswer, a_character_that_shift_jis_lacks_becomes_a_black_circle)
{
    auto answer = wire::sample::answer_m2();
    answer.character_code = CharacterCode::shift_jis;
    answer.found->coverage.name = "𠮷野　花子";
    const auto read = parse_eligibility_answer(write_eligibility_answer(answer));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->found->coverage.name, "●野　花子");
}

TEST(WriteAnswer, by_card_comes_back_with_consents_diseases_and_prescription)
{
    auto answer = wire::sample::answer_m3();
    answer.found->coverage.specific_diseases = {{1, {}, {day(2025, 8, 1), day(2026, 7, 31)}, 10'000}};
    const auto xml = write_eligibility_answer(answer);
    EXPECT_TRUE(xml.contains("<ReferenceClassification>1</ReferenceClassification>"));
    EXPECT_TRUE(xml.contains("<PrescriptionIssueSelect>2</PrescriptionIssueSelect>"));
    EXPECT_TRUE(xml.contains("<PharmacistsInfoAvailableTime>20260402093004</PharmacistsInfoAvailableTime>"));
    EXPECT_TRUE(xml.contains("<OperationInfoConsFlg>0</OperationInfoConsFlg>"));
    EXPECT_FALSE(xml.contains("OperationInfoConsTime"));
    EXPECT_FALSE(xml.contains("SpecificDiseasesCertificateRelatedAvailableTime")); // the interface has none
    EXPECT_EQ(parse_eligibility_answer(xml), answer);
}

TEST(AnswerJson, diseases_are_an_array_of_flat_objects)
{
    auto answer = wire::sample::answer_m3();
    answer.found->coverage.specific_diseases = {{1, {}, {day(2025, 8, 1), day(2026, 7, 31)}, 10'000}};
    const auto json = eligibility_answer_json(answer);
    const auto list = json.find("\"SpecificDiseasesCertificateList\"");
    ASSERT_NE(list, std::string::npos);
    EXPECT_FALSE(json.contains("SpecificDiseasesCertificateInfo"));
    EXPECT_NE(json.find("\"SpecificDiseasesDiseaseCategory\": \"1\"", list), std::string::npos);
}

TEST(ParseAnswer, M2_to_M6_are_read)
{
    EXPECT_EQ(parse_eligibility_answer(file("eligibility_answer/m2.xml")), wire::sample::answer_m2());
    EXPECT_EQ(parse_eligibility_answer(file("eligibility_answer/m3_face.xml")), wire::sample::answer_m3());
    auto m4 = wire::sample::answer_m2();
    m4.found->coverage.specific_diseases = {{1, day(2025, 8, 1), {day(2025, 8, 1), day(2026, 7, 31)}, 10'000}};
    EXPECT_EQ(parse_eligibility_answer(file("eligibility_answer/m4_specific_diseases.xml")), m4);
    EXPECT_EQ(parse_eligibility_answer(file("eligibility_answer/m5_newer_insurance.xml")), wire::sample::answer_m5());
    EXPECT_EQ(parse_eligibility_answer(file("eligibility_answer/m6_failure.xml")), wire::sample::answer_m6());
}

TEST(ParseAnswer, shift_jis_is_read)
{
    auto expected = wire::sample::answer_m2();
    expected.character_code = CharacterCode::shift_jis;
    EXPECT_EQ(parse_eligibility_answer(file("eligibility_answer/m2_shift_jis.xml")), expected);
}

TEST(ParseAnswer, only_the_first_of_several_results_is_read)
{
    const auto m2 = file("eligibility_answer/m2.xml");
    const auto second = replaced(part(m2, "ResultOfQualificationConfirmation"), "06139992", "39139993");
    EXPECT_EQ(parse_eligibility_answer(replaced(m2, "</ResultList>", second + "</ResultList>")),
              wire::sample::answer_m2());
}

TEST(ParseAnswer, a_failure_of_the_person_alone_is_a_failure)
{
    auto bytes = replaced(file("eligibility_answer/m6_failure.xml"), "<SegmentOfResult>9", "<SegmentOfResult>1");
    bytes = replaced(bytes, "<ErrorCode>OPN10001E</ErrorCode>", "");
    bytes = replaced(bytes, "<ErrorMessage>生年月日の形式が正しくありません。</ErrorMessage>", "");
    EXPECT_EQ(parse_eligibility_answer(bytes), wire::sample::answer_m6());
}

TEST(ParseAnswer, a_code_beside_a_normal_result_is_side_information)
{
    auto expected = wire::sample::answer_m2();
    expected.notice = wire::CodedMessage{"X", ""};
    EXPECT_EQ(
        parse_eligibility_answer(replaced(file("eligibility_answer/m2.xml"), "<QualificationValidity>",
                                          "<ProcessingResultCode>X</ProcessingResultCode><QualificationValidity>")),
        expected);
}

TEST(ParseAnswer, wrong_values_are_refused_by_name)
{
    struct Case
    {
        const char *from, *to, *field;
        ErrorCode code;
    };
    const Case cases[] = {
        {"20260401090212<", "2026040109021<", "ProcessExecutionTime", ErrorCode::date_form},
        {"20260401090212<", "20260401250212<", "ProcessExecutionTime", ErrorCode::date_form},
        {"Result>1<", "Result>2<", "SegmentOfResult", ErrorCode::unknown_value},
        {"Validity>1<", "Validity>6<", "QualificationValidity", ErrorCode::unknown_value},
        {"<Sex1>2<", "<Sex1>4<", "Sex1", ErrorCode::unknown_value},
        {"<Name>見本　花子</Name>", "", "Name", ErrorCode::element_missing},
        {"<CharacterCodeIdentifier>0<", "<CharacterCodeIdentifier>2<", "CharacterCodeIdentifier",
         ErrorCode::unknown_value},
        {"<Sex1>2", "<Sex1>2</Sex1><Sex1>2", "Sex1", ErrorCode::element_repeated},
        {"<QualificationDate>20200401", "<QualificationDate>令和2年", "QualificationDate", ErrorCode::date_form},
    };
    for (const auto& c : cases) {
        const auto rejection = refusal(replaced(file("eligibility_answer/m2.xml"), c.from, c.to));
        EXPECT_EQ(rejection.code, c.code) << c.from << " -> " << c.to;
        EXPECT_EQ(rejection.field, c.field) << c.from << " -> " << c.to;
    }
}

TEST(ParseAnswer, an_unknown_share_is_refused)
{
    const auto bytes = replaced(file("eligibility_answer/m3_face.xml"), ">010<", ">10<");
    EXPECT_EQ(refusal(bytes).field, "InsuredPartialContributionRatio");
    EXPECT_EQ(refusal(bytes).code, ErrorCode::unknown_value);
}
