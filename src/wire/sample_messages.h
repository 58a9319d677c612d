#pragma once

#include "wire/eligibility_message.h"

#include <fstream>
#include <iterator>
#include <string>

/// The made-up messages of the external interface (section 4) for this folder's tests: M1 to M6 as files, which the
/// fuzz targets start from too, and M2 and M5 as the values that they mean. All people are synthetic.
namespace onshi::wire::sample {

inline std::string file(const std::string& path)
{
    std::ifstream in(ONSHI_SOURCE_DIR "/test/fuzz/corpus/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    const auto at = text.find(from);
    return at == std::string::npos ? "nothing to replace: " + std::string(from) : text.replace(at, from.size(), to);
}

inline base::Date day(int year, unsigned month, unsigned date) { return base::Date::of(year, month, date).value(); }

inline base::Instant moment(std::string_view iso) { return base::parse_instant(iso).value(); }

inline domain::Coverage coverage_m2()
{
    return {.insurer = domain::InsurerNumber::parse("06139992").value(),
            .id = domain::InsuredId::parse("架空", "１２３４", "01").value(),
            .relationship = domain::Relationship::insured,
            .name = "見本　花子",
            .name_kana = "ミホン　ハナコ",
            .insured_name = "見本　花子",
            .birth_date = day(1985, 4, 7),
            .sex = domain::Sex::female,
            .post_number = "999-0000",
            .address = "架空県見本市例示町１－２－３",
            .gained = day(2020, 4, 1),
            .certificates = {{day(2020, 4, 10), {day(2020, 4, 1), {}}, {}}}};
}

inline SearchInfo search_m2() { return {coverage_m2().insurer, coverage_m2().id, day(1985, 4, 7), true, "P000123"}; }

/// With the limit certificate that M2 shows.
inline EligibilityAnswer answer_m2()
{
    auto coverage = coverage_m2();
    coverage.limit_certificates = {
        {domain::LimitKind::limit, "A03", day(2026, 4, 1), {day(2026, 4, 1), day(2026, 8, 31)}, {}}};
    return {.at = moment("2026-04-01T09:02:12+09:00"),
            .on = day(2026, 4, 1),
            .facility = "1319999999",
            .file_identifier = "202604010001",
            .character_code = CharacterCode::utf8,
            .search = search_m2(),
            .validity = domain::Validity::valid,
            .found = FoundCoverage{.coverage = std::move(coverage),
                                   .insurer_name = "見本健康保険組合",
                                   .limit_consent = true,
                                   .reference_number = "P000123"}};
}

/// M3: by card, 後期高齢者, with the consents.
inline EligibilityAnswer answer_m3()
{
    auto coverage = coverage_m2();
    coverage.insurer = domain::InsurerNumber::parse("39139993").value();
    coverage.id = domain::InsuredId::parse("", "00012345", "").value();
    coverage.name = "例示　太郎";
    coverage.name_kana = "レイジ　タロウ";
    coverage.insured_name.clear();
    coverage.birth_date = day(1948, 1, 15);
    coverage.sex = domain::Sex::male;
    coverage.address = "架空県見本市例示町４－５－６";
    coverage.post_number = "999-0001";
    coverage.gained = day(2023, 1, 15);
    coverage.certificates = {{day(2025, 8, 1), {day(2025, 8, 1), day(2026, 7, 31)}, 10}};
    coverage.limit_certificates = {{domain::LimitKind::limit, "B10", {}, {day(2025, 8, 1), day(2026, 7, 31)}, {}}};
    auto answer = answer_m2();
    answer.at = moment("2026-04-01T09:30:04+09:00");
    answer.file_identifier = "U2FtcGxlT25seTAx";
    answer.search.reset();
    answer.found = FoundCoverage{.coverage = coverage,
                                 .insurer_name = "架空県後期高齢者医療広域連合",
                                 .limit_consent = true,
                                 .reference_number = "P000456"};
    using enum domain::ConsentItem;
    const auto next_day = moment("2026-04-02T09:30:04+09:00");
    answer.found->consents = {{specific_disease, domain::ConsentFlag::given, answer.at, {}},
                              {checkup, domain::ConsentFlag::given, answer.at, next_day},
                              {medication, domain::ConsentFlag::given, answer.at, next_day},
                              {treatment, domain::ConsentFlag::given, answer.at, next_day},
                              {operation, domain::ConsentFlag::none, {}, {}}};
    answer.by_card = true;
    answer.prescription = 2;
    return answer;
}

/// M5 within the header of M2: lost, with a newer insurance.
inline EligibilityAnswer answer_m5()
{
    auto coverage = coverage_m2();
    coverage.insurer = domain::InsurerNumber::parse("139998").value();
    coverage.id = domain::InsuredId::parse("見本", "5678", "02").value();
    coverage.relationship = domain::Relationship::dependant;
    coverage.name = "試作　二葉";
    coverage.name_kana = "シサク　フタバ";
    coverage.insured_name = "試作　一郎";
    coverage.birth_date = day(2001, 2, 3);
    coverage.post_number.clear();
    coverage.address.clear();
    coverage.gained = day(2019, 4, 1);
    coverage.lost = day(2026, 4, 1);
    coverage.loss_reason = domain::LossReason::other_insurance;
    coverage.certificates.clear();
    auto answer = answer_m2();
    answer.search.reset();
    answer.validity = domain::Validity::lost_with_newer;
    answer.found = FoundCoverage{coverage, "架空県見本市"};
    return answer;
}

inline EligibilityAnswer answer_m6()
{
    auto answer = answer_m2();
    answer.at = moment("2026-04-01T09:03:01+09:00");
    answer.file_identifier = "202604010002";
    answer.search.reset();
    answer.validity.reset();
    answer.found.reset();
    answer.failure = CodedMessage{"OPN10001E", "生年月日の形式が正しくありません。"};
    return answer;
}

} // namespace onshi::wire::sample
