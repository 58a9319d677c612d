#include "terminal/fallback/typed_check.h"

#include "terminal/fallback/check_fixture.h"

#include <gmock/gmock.h>

namespace onshi::terminal {

namespace {

using domain::ErrorCode;
using testing::HasSubstr;

const domain::FacilityCode own = domain::FacilityCode::parse("1319999999").value();

std::string body(std::string_view member = {}, std::string_view value = {})
{
    auto json = wire::Json::object();
    const auto set = [&](std::string_view name, std::string_view usual) {
        json.set(name, name == member ? value : usual);
    };
    set("insurer", "06139992");
    set("symbol", "架空");
    set("number", "１２３４");
    set("branch", "01");
    set("birth_date", "1985-04-07");
    set("on", "2026-04-01");
    json.set("limit_consent", true);
    return json.compact();
}

domain::Result<wire::EligibilityRequest> read(std::string_view json)
{
    return read_typed_check(wire::Json::parse(json).value(), own);
}

TEST(ReadTypedCheck, becomes_the_question_of_the_interface) { EXPECT_EQ(read(body()).value(), sample::question()); }

TEST(ReadTypedCheck, symbol_and_branch_may_be_missing)
{
    const auto read_one = read(R"({"insurer":"06139992","symbol":null,"number":"1234","branch":null,
                                   "birth_date":"昭和60年4月7日","on":"20260401","limit_consent":false})");
    ASSERT_TRUE(read_one);
    EXPECT_EQ(read_one->search.id, domain::InsuredId::parse("", "1234", "").value());
    EXPECT_EQ(read_one->search.birth_date, test::date("1985-04-07"));
    EXPECT_FALSE(read_one->search.limit_consent);
}

TEST(ReadTypedCheck, names_the_field_as_the_page_and_as_the_desk_call_it)
{
    struct Case
    {
        const char *member, *value;
        ErrorCode code;
        const char* japanese;
    };
    for (const auto& [member, value, code, japanese] :
         {Case{"insurer", "06139993", ErrorCode::check_digit, "保険者番号"},
          Case{"insurer", "", ErrorCode::element_missing, "保険者番号"},
          Case{"insurer", "0613", ErrorCode::length, "保険者番号"},
          Case{"number", "", ErrorCode::element_missing, "番号"},
          Case{"number", "123456789012345678901", ErrorCode::length, "番号"},
          Case{"symbol", "123456789012345678901", ErrorCode::length, "記号"},
          Case{"branch", "x", ErrorCode::characters, "枝番"},
          Case{"birth_date", "1985-02-30", ErrorCode::birth_date_form, "生年月日"},
          Case{"birth_date", "2026-04-02", ErrorCode::contradiction, "生年月日"},
          Case{"on", "2026-13-01", ErrorCode::date_form, "資格確認日"}}) {
        const auto refused = read(body(member, value));
        ASSERT_FALSE(refused) << member << " " << value;
        EXPECT_EQ(refused.error().field, member);
        EXPECT_EQ(refused.error().code, code) << member << " " << value;
        EXPECT_THAT(refused.error().reason, testing::StartsWith(japanese));
    }
    EXPECT_EQ(read(R"({"colour":"red"})").error().field, "colour");
    EXPECT_FALSE(read("[]"));
}

TEST(CheckAnswerJson, holds_words_tree_and_what_to_do)
{
    const auto good = check_answer_json(sample::answer(domain::Validity::valid)).compact();
    EXPECT_THAT(good, HasSubstr(R"("answer_id":"A-1","validity":1,"words":"資格　　　：有効\n)"));
    EXPECT_THAT(good, HasSubstr(R"("tree":{"XmlMsg":{)"));
    EXPECT_THAT(good, HasSubstr(R"("notice":null,"what_to_do":null})"));

    auto lost = sample::answer(domain::Validity::lost);
    lost.answer.notice = wire::CodedMessage{"OPN40004W", "この資格は照会日には有効ではありません。"};
    const auto bad = check_answer_json(lost).compact();
    EXPECT_THAT(bad, HasSubstr(R"("validity":2)"));
    EXPECT_THAT(bad,
                HasSubstr(R"("notice":{"code":"OPN40004W","message":"この資格は照会日には有効ではありません。"})"));
    EXPECT_THAT(bad, HasSubstr("被保険者資格申立書"));
    EXPECT_THAT(check_answer_json(sample::answer(domain::Validity::several)).text_of("what_to_do"),
                HasSubstr("枝番を入れて照会し直して"));
}

} // namespace

} // namespace onshi::terminal
