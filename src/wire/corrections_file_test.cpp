#include "wire/corrections_file.h"

#include "wire/sample_messages.h"

#include <array>
#include <gmock/gmock.h>

namespace onshi::wire {
namespace {

using testing::HasSubstr;
using testing::Not;

domain::CorrectedAnswer answer()
{
    const auto row = sample::coverage_m2();
    const auto on = sample::day(2026, 4, 1);
    return {.facility = "1319999999",
            .answer_id = "01a20620-bb19-70cb-8026-a9f33dc1ae45",
            .at = sample::moment("2026-04-01T09:02:12+09:00"),
            .on = on,
            .reference_number = "P000123",
            .asked = row,
            .said = domain::facts_of({.validity = domain::Validity::valid, .coverage = row}, on),
            .now = domain::facts_of({.validity = domain::Validity::lost, .coverage = row}, on)};
}
const domain::CorrectionPeriod period{.since = sample::moment("2026-04-02T00:00:00+09:00"),
                                      .until = sample::moment("2026-04-03T00:00:00+09:00"),
                                      .made_at = sample::moment("2026-04-03T01:00:00+09:00"),
                                      .reason = "資格喪失日の誤り, 訂正済み"};

TEST(CorrectionsFile, is_a_header_and_a_line_for_each_answer)
{
    EXPECT_EQ(corrections_csv(std::array{answer()}, period, false),
              "facility_code,answer_id,answered_at,confirmed_on,reference_number,insurer_number,symbol,number,branch,"
              "difference,said_validity,said_insurer_number,said_symbol,said_number,said_branch,said_certificate_kind,"
              "said_share,said_limit_class,said_certificate_from,said_certificate_to,now_validity,now_insurer_number,"
              "now_symbol,now_number,now_branch,now_certificate_kind,now_share,now_limit_class,now_certificate_from,"
              "now_certificate_to,corrected_since,corrected_until,made_at,reason\n"
              "1319999999,01a20620-bb19-70cb-8026-a9f33dc1ae45,2026-04-01T09:02:12.000000+09:00,2026-04-01,P000123,"
              "06139992,架空,１２３４,01,資格有効性 有効→無効,1,06139992,架空,１２３４,01,01,30,,2020-04-01,,"
              "2,06139992,架空,１２３４,01,01,,,,,2026-04-02T00:00:00.000000+09:00,2026-04-03T00:00:00.000000+09:00,"
              "2026-04-03T01:00:00.000000+09:00,\"資格喪失日の誤り, 訂正済み\"\n");
    EXPECT_EQ(corrections_csv({}, period, false), "");
}

TEST(CorrectionsFile, names_and_addresses_are_told_only_when_asked_for)
{
    EXPECT_THAT(corrections_csv(std::array{answer()}, period, false), Not(HasSubstr("花子")));
    EXPECT_THAT(corrections_json(std::array{answer()}, period, false), Not(HasSubstr("花子")));
    EXPECT_THAT(corrections_csv(std::array{answer()}, period, true),
                HasSubstr(",01,見本　花子,ミホン　ハナコ,1985-04-07,架空県見本市例示町１－２－３,資格有効性"));
    EXPECT_THAT(corrections_json(std::array{answer()}, period, true), HasSubstr(R"("name": "見本　花子")"));
}

TEST(CorrectionsFile, the_table_tells_who_when_and_what_would_be_said_now)
{
    EXPECT_THAT(corrections_words(std::array{answer()}),
                HasSubstr("\n1319999999  2026-04-01 09:02:12  2026-04-01  01a20620-bb19-70cb-8026-a9f33dc1ae45  "
                          "資格有効性 有効→無効\n"));
    EXPECT_THAT(corrections_words(std::array{answer()}), Not(HasSubstr("１２３４")));
}

} // namespace
} // namespace onshi::wire
