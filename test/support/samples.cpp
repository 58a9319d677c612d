#include "support/samples.h"

#include "support/test_environment.h"

namespace onshi::test {

domain::InsurerNumber insurer(const char* number) { return domain::InsurerNumber::parse(number).value(); }
domain::FacilityCode facility(const char* code) { return domain::FacilityCode::parse(code).value(); }
domain::InsuredId insured_id(const char* symbol, const char* number, const char* branch)
{
    return domain::InsuredId::parse(symbol, number, branch).value();
}
domain::PersonCode person(const std::string& code) { return domain::PersonCode::parse(code).value(); }

domain::Coverage hanako()
{
    return {
        .insurer = insurer(sample_society),
        .id = insured_id("架空", "１２３４", "01"),
        .relationship = domain::Relationship::insured,
        .name = "見本　花子",
        .name_kana = "ミホン　ハナコ",
        .insured_name = "見本　花子",
        .birth_date = date("1985-04-07"),
        .sex = domain::Sex::female,
        .post_number = "999-0000",
        .address = "架空県見本市例示町１－２－３",
        .gained = date("2020-04-01"),
        .certificates = {{date("2020-04-10"), {date("2020-04-01"), std::nullopt}, std::nullopt}},
    };
}

} // namespace onshi::test
