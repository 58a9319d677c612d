#include "terminal/fallback/statement.h"

#include "support/test_environment.h"

#include <gmock/gmock.h>

namespace onshi::terminal {

namespace {

using domain::ErrorCode;

domain::Result<wire::EligibilityStatement> read(std::string_view json)
{
    return read_statement(wire::Json::parse(json).value());
}

domain::Rejection refused(std::string_view json) { return read(json).error(); }

TEST(ReadStatement, nothing_need_be_known)
{
    EXPECT_EQ(read("{}").value(), wire::EligibilityStatement());
    EXPECT_EQ(read(R"({"name":"","birth_date":null,"share":null})").value(), wire::EligibilityStatement());
}

TEST(ReadStatement, takes_all_that_the_page_knows)
{
    const wire::EligibilityStatement expected{.on = test::date("2026-04-01"),
                                              .name = "見本　花子",
                                              .birth_date = test::date("1985-04-07"),
                                              .sex = domain::Sex::female,
                                              .address = "架空県見本市",
                                              .phone = "000-0000-0000",
                                              .scheme = wire::StatedScheme::elderly,
                                              .insurer_name = "架空",
                                              .employer = "株式会社架空",
                                              .symbol = "記",
                                              .number = "１２３",
                                              .share = 2};
    EXPECT_EQ(read(R"({"on":"2026-04-01","name":" 見本　花子 ","birth_date":"1985-04-07","sex":"female",
                       "address":"架空県見本市","phone":"000-0000-0000","scheme":"elderly","insurer_name":"架空",
                       "employer":"株式会社架空","symbol":"記","number":"１２３","share":2})")
                  .value(),
              expected);
}

TEST(ReadStatement, what_it_cannot_take_is_refused_by_name)
{
    const auto as = [](ErrorCode code, const char* field) {
        return testing::AllOf(testing::Field(&domain::Rejection::code, code),
                              testing::Field(&domain::Rejection::field, field));
    };
    EXPECT_THAT(refused(R"({"birth_date":"1985-02-30"})"), as(ErrorCode::birth_date_form, "birth_date"));
    EXPECT_THAT(refused(R"({"on":"tomorrow"})"), as(ErrorCode::date_form, "on"));
    EXPECT_THAT(refused(R"({"sex":"3"})"), as(ErrorCode::unknown_value, "sex"));
    EXPECT_THAT(refused(R"({"scheme":"other"})"), as(ErrorCode::unknown_value, "scheme"));
    EXPECT_THAT(refused(R"({"share":4})"), as(ErrorCode::unknown_value, "share"));
    EXPECT_THAT(refused(R"({"colour":"red"})"), as(ErrorCode::unknown_value, "colour"));
    EXPECT_THAT(refused(R"({"name":["見本"]})"), as(ErrorCode::unknown_value, "name"));
    EXPECT_THAT(refused("{\"name\":\"a\\u0007\"}"), as(ErrorCode::characters, "name"));
    EXPECT_THAT(refused("{\"address\":\"" + std::string(201, 'a') + "\"}"), as(ErrorCode::length, "address"));
    EXPECT_TRUE(read("{\"address\":\"" + std::string(200, 'a') + "\"}"));
    EXPECT_THAT(refused(R"({"on":"2026-04-01","birth_date":"2026-04-02"})"),
                as(ErrorCode::contradiction, "birth_date"));
    EXPECT_THAT(refused("[]"), as(ErrorCode::unknown_value, ""));
    EXPECT_THAT(refused(R"({"share":4})").reason, testing::HasSubstr("一部負担金の割合"));
}

} // namespace

} // namespace onshi::terminal
