#include "synth/row_writer.h"

#include <chrono>

namespace onshi::synth {
namespace {

using namespace std::chrono_literals;

base::Date date_of(std::chrono::year_month_day civil) { return base::Date(std::chrono::sys_days(civil)); }

} // namespace

wire::CoverageRow sample_row(const domain::InsurerNumber& insurer)
{
    return {domain::PersonCode::parse("SYN0000000000000000").value(),
            {.insurer = insurer,
             .id = domain::InsuredId::parse("架空", "１２３４", "01").value(),
             .relationship = domain::Relationship::insured,
             .name = "見本　花子",
             .name_kana = "ミホン　ハナコ",
             .insured_name = "見本　花子",
             .birth_date = date_of(1985y / 4 / 7),
             .sex = domain::Sex::female,
             .post_number = "999-0000",
             .address = "架空県見本市例示町１－２－３",
             .gained = date_of(2020y / 4 / 1),
             .lost = std::nullopt,
             .certificates = {{date_of(2020y / 4 / 10), {date_of(2020y / 4 / 1), std::nullopt}, std::nullopt}}}};
}

} // namespace onshi::synth
