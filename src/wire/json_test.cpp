#include "wire/json.h"

#include "wire/eligibility_message.h"
#include "wire/sample_messages.h"

#include <gtest/gtest.h>

using namespace onshi;
using wire::Json;

TEST(Json, members_keep_their_order)
{
    auto object = Json::object();
    object.set("z", 1).set("a", "見本").set("m", true).set("d", 1.5).set("n", Json());
    EXPECT_EQ(object.compact(), R"({"z":1,"a":"見本","m":true,"d":1.5E0,"n":null})");
}

TEST(Json, pretty_has_two_spaces_and_ends_its_last_line)
{
    auto object = Json::object();
    object.set("list", std::move(Json::array().push(1).push("b"))).set("none", Json::array()).set("o", Json::object());
    EXPECT_EQ(object.pretty(), "{\n"
                               "  \"list\": [\n"
                               "    1,\n"
                               "    \"b\"\n"
                               "  ],\n"
                               "  \"none\": [],\n"
                               "  \"o\": {}\n"
                               "}\n");
}

TEST(Json, text_is_escaped) { EXPECT_EQ(Json("a\"\\\n\x01").compact(), R"("a\"\\\n\u0001")"); }

TEST(Json, copies_are_independent)
{
    auto one = Json::object();
    one.set("a", 1);
    auto other = one;
    other.set("a", 2);
    EXPECT_EQ(one.compact(), R"({"a":1})");
    one = other;
    EXPECT_EQ(one.compact(), R"({"a":2})");
}

TEST(Json, text_of_a_member_that_is_no_text_is_empty)
{
    const auto json = Json::parse(R"({"a":"見本","n":1})");
    ASSERT_TRUE(json);
    EXPECT_EQ(json->text_of("a"), "見本");
    EXPECT_EQ(json->text_of("n"), "");
    EXPECT_EQ(json->text_of("missing"), "");
    EXPECT_EQ(Json("a").text_of("a"), "");
}

TEST(Json, what_is_not_json_is_refused)
{
    for (const std::string_view text : {"", "{", "{\"a\":}", "[1,]", "01", "\"\xFF\"", "1 2", "nul", "[1e400]"}) {
        const auto json = Json::parse(text);
        ASSERT_FALSE(json) << text;
        EXPECT_EQ(json.error().code, domain::ErrorCode::unknown_value);
    }
}

TEST(Json, depth_and_size_are_limited)
{
    EXPECT_TRUE(Json::parse(std::string(32, '[') + std::string(32, ']')));
    EXPECT_FALSE(Json::parse(std::string(33, '[') + std::string(33, ']')));
    EXPECT_TRUE(Json::parse('"' + std::string(1'048'574, 'a') + '"'));
    EXPECT_FALSE(Json::parse('"' + std::string(1'048'575, 'a') + '"'));
}

TEST(Problem, tells_code_field_and_both_sentences)
{
    const auto rejection = domain::rejection(domain::ErrorCode::length, "name", "氏名");
    const auto problem = Json::parse(wire::problem_details(rejection));
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->text_of("type"), "urn:onshi:error:OPN10003E");
    EXPECT_EQ(problem->text_of("code"), "OPN10003E");
    EXPECT_EQ(problem->text_of("field"), "name");
    EXPECT_EQ(problem->text_of("detail"), rejection.reason);
    EXPECT_EQ(problem->text_of("title"), domain::entry_of(rejection.code).vendor);
    EXPECT_TRUE(wire::problem_details(rejection).contains("\"status\": 400"));
}

TEST(Problem, no_field_is_left_out)
{
    EXPECT_FALSE(wire::problem_details(domain::rejection(domain::ErrorCode::fault)).contains("\"field\""));
}

TEST(AnswerJson, has_the_tree_of_the_xml_with_the_results_in_an_array)
{
    EXPECT_EQ(wire::eligibility_answer_json(wire::sample::answer_m5()), R"({
  "XmlMsg": {
    "MessageHeader": {
      "ProcessExecutionTime": "20260401090212",
      "QualificationConfirmationDate": "20260401",
      "MedicalInstitutionCode": "1319999999",
      "ArbitraryFileIdentifier": "202604010001",
      "ReferenceClassification": "2",
      "SegmentOfResult": "1",
      "CharacterCodeIdentifier": "0"
    },
    "MessageBody": {
      "ProcessingResultStatus": "1",
      "QualificationValidity": "3",
      "ResultList": [
        {
          "ResultOfQualificationConfirmation": {
            "InsuredCardClassification": "01",
            "InsurerNumber": "  139998",
            "InsuredCardSymbol": "見本",
            "InsuredIdentificationNumber": "5678",
            "InsuredBranchNumber": "02",
            "PersonalFamilyClassification": "2",
            "InsuredName": "試作　一郎",
            "Name": "試作　二葉",
            "NameKana": "ｼｻｸ ﾌﾀﾊﾞ",
            "Sex1": "2",
            "Birthdate": "20010203",
            "QualificationDate": "20190401",
            "DisqualificationDate": "20260401",
            "ReasonOfLoss": "03",
            "InsurerName": "架空県見本市"
          }
        }
      ]
    }
  }
}
)");
}
