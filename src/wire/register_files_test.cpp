#include "wire/register_files.h"

#include "wire/csv.h"
#include "wire/sample_messages.h"

#include <array>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

using namespace onshi;
using domain::ErrorCode;
using testing::ElementsAre;
using wire::Columns;
using wire::coverage_file;
using wire::sample::day;

namespace {

using Row = std::vector<std::string>;
using Changes = std::map<std::string, std::string>;

/// M2's person as a row of the coverage file, changed by column.
wire::RowResult<wire::CoverageRow> parse(const Changes& changes)
{
    Changes cells{{"person_code", "SYNTH-0001"},
                  {"insurer_number", "06139992"},
                  {"symbol", "架空"},
                  {"number", "１２３４"},
                  {"branch", "01"},
                  {"relationship", "1"},
                  {"name", "見本　花子"},
                  {"name_kana", "ミホン　ハナコ"},
                  {"insured_name", "見本　花子"},
                  {"birth_date", "19850407"},
                  {"sex", "2"},
                  {"post_number", "999-0000"},
                  {"address", "架空県見本市例示町１－２－３"},
                  {"gained_on", "20200401"},
                  {"certificates", "20200410:20200401::"}};
    for (const auto& [column, value] : changes)
        cells[column] = value;
    Row header;
    Row row;
    for (const auto& [column, value] : cells) {
        header.push_back(column);
        row.push_back(value);
    }
    const auto columns = Columns::read(header, coverage_file().columns, coverage_file().required);
    return columns ? coverage_file().parse(*columns, row) : std::unexpected(wire::RowErrors{columns.error()});
}

/// "column code" of every problem.
std::vector<std::string> problems(const Changes& changes)
{
    std::vector<std::string> all;
    const auto row = parse(changes);
    if (!row)
        for (const auto& rejection : row.error())
            all.push_back(rejection.field + " " + domain::entry_of(rejection.code).wire);
    return all;
}

std::string problem(const std::string& column, ErrorCode code) { return column + " " + domain::entry_of(code).wire; }

domain::Coverage changed(const Changes& changes)
{
    const auto row = parse(changes);
    return row ? row->coverage : throw std::runtime_error(row.error().front().field + row.error().front().reason);
}

} // namespace

constexpr wire::Column a{0, "a", "甲"};
constexpr wire::Column b{1, "b", "乙"};
constexpr wire::Column c{2, "c", "丙"};

TEST(Columns, order_is_free_and_names_are_trimmed)
{
    const auto columns = Columns::read({" b ", "a"}, std::array{a, b, c}, std::array{a});
    ASSERT_TRUE(columns);
    EXPECT_EQ(columns->cell({" 1　", "2"}, b), "1");
    EXPECT_EQ(columns->cell({"1", "2"}, c), "");
    EXPECT_EQ(columns->cell({"1"}, a), "");
    EXPECT_EQ(columns->count(), 2U);
}

TEST(Columns, unknown_repeated_and_missing_columns_are_refused)
{
    const std::array known{a, b};
    EXPECT_EQ(Columns::read({"a", "x"}, known, {}).error().code, ErrorCode::column_unknown);
    EXPECT_EQ(Columns::read({"a", "x"}, known, {}).error().field, "x");
    EXPECT_EQ(Columns::read({"a", "a"}, known, {}).error().code, ErrorCode::element_repeated);
    EXPECT_EQ(Columns::read({"a"}, known, std::array{b}).error(),
              domain::rejection(ErrorCode::element_missing, "b", "列「b」"));
}

TEST(CoverageFile, a_full_row_is_read)
{
    const auto row = parse({});
    ASSERT_TRUE(row);
    EXPECT_EQ(row->person.text(), "SYNTH-0001");
    EXPECT_EQ(row->coverage, wire::sample::coverage_m2());
}

TEST(CoverageFile, dates_come_in_three_forms)
{
    for (const std::string form : {"19850407", "1985-04-07", "昭和60年4月7日", "S60.4.7"})
        EXPECT_EQ(changed({{"birth_date", form}}).birth_date, day(1985, 4, 7)) << form;
}

TEST(CoverageFile, names_and_addresses_are_kept_as_people_write_them)
{
    // Half width, compatibility ideographs, characters outside JIS and outside the BMP, variation selectors.
    for (const std::string name : {"ﾐﾎﾝ ﾊﾅｺﾞ", "NGUYEN VAN A", "髙﨑　𠮷野", "葛\U000E0100城　花", "\uFA19谷　栁"}) {
        const auto coverage = changed({{"name_kana", name}, {"name", name}, {"address", name}, {"name_other", name}});
        EXPECT_EQ(coverage.name_kana, name);
        EXPECT_EQ(coverage.name, name);
        EXPECT_EQ(coverage.name_other, name);
        EXPECT_EQ(coverage.address, name);
    }
}

TEST(CoverageFile, post_number_gets_its_hyphen)
{
    EXPECT_EQ(changed({{"post_number", "9990000"}}).post_number, "999-0000");
    EXPECT_EQ(changed({{"post_number", "９９９－００００"}}).post_number, "999-0000");
    EXPECT_EQ(changed({{"post_number", ""}}).post_number, "");
    EXPECT_THAT(problems({{"post_number", "99-90000"}}), ElementsAre(problem("post_number", ErrorCode::characters)));
}

TEST(CoverageFile, lists_are_read)
{
    const auto coverage = changed({{"certificates", "20250801:20250801:20260731:10;:2024-08-01:2025-07-31:20"},
                                   {"elderly_certificates", ":20250801::30"},
                                   {"limit_certificates", "2:B05:20250801:20250801:20260731:20251101"},
                                   {"specific_diseases", "1::20250801::10000;2::20250801::10000"}});
    const std::vector<domain::InsuredCertificate> in_order{{std::nullopt, {day(2024, 8, 1), day(2025, 7, 31)}, 20},
                                                           {day(2025, 8, 1), {day(2025, 8, 1), day(2026, 7, 31)}, 10}};
    EXPECT_EQ(coverage.certificates, in_order);
    EXPECT_EQ(coverage.elderly_certificates.at(0).share, 30);
    EXPECT_EQ(coverage.limit_certificates.at(0).cls, "B05");
    EXPECT_EQ(coverage.limit_certificates.at(0).long_term, day(2025, 11, 1));
    EXPECT_EQ(coverage.specific_diseases.at(1).category, 2);
}

TEST(CoverageFile, a_wrong_list_is_told_by_what_is_wrong_with_it)
{
    const auto wrong = [](const char* column, const char* value) { return problems({{column, value}}).at(0); };
    EXPECT_EQ(wrong("certificates", "20250801:20250801:20260731"), problem("certificates", ErrorCode::characters));
    EXPECT_EQ(wrong("certificates", ":20260231::"), problem("certificates", ErrorCode::date_form));
    EXPECT_EQ(wrong("certificates", "::20250731:40"), problem("certificates", ErrorCode::unknown_value));
    EXPECT_EQ(wrong("certificates", ":20250801:20250731:"), problem("certificates", ErrorCode::contradiction));
    EXPECT_EQ(wrong("certificates", ":20250801::;:20251001::"), problem("certificates", ErrorCode::contradiction));
    EXPECT_EQ(wrong("elderly_certificates", "::20250731:20"),
              problem("elderly_certificates", ErrorCode::element_missing));
    EXPECT_EQ(wrong("elderly_certificates", ":20250801::"),
              problem("elderly_certificates", ErrorCode::element_missing));
    EXPECT_EQ(wrong("limit_certificates", "4:A01::20250801::"),
              problem("limit_certificates", ErrorCode::unknown_value));
    EXPECT_EQ(wrong("limit_certificates", "1:A07::20250801::"),
              problem("limit_certificates", ErrorCode::unknown_value));
    EXPECT_EQ(wrong("specific_diseases", "4::20250801::10000"), problem("specific_diseases", ErrorCode::unknown_value));
    EXPECT_EQ(wrong("specific_diseases", "1::20250801::15000"), problem("specific_diseases", ErrorCode::unknown_value));
}

TEST(CoverageFile, kinds_reasons_and_flags_are_of_their_lists)
{
    for (const char* kind : {"01", "02", "03", "04", "05", "06", "07"})
        EXPECT_EQ(domain::code_of(changed({{"certificate_kind", kind}}).kind), kind);
    EXPECT_EQ(changed({{"certificate_kind", ""}}).kind, domain::CertificateKind::ordinary);
    for (const char* kind : {"00", "08", "A1", "1"})
        EXPECT_THAT(problems({{"certificate_kind", kind}}),
                    ElementsAre(problem("certificate_kind", ErrorCode::unknown_value)));
    for (const char* column : {"sex_hidden", "undisclosed", "self_information_withheld"})
        EXPECT_THAT(problems({{column, "yes"}}), ElementsAre(problem(column, ErrorCode::unknown_value)));
    EXPECT_TRUE(changed({{"undisclosed", "1"}}).undisclosed);
    EXPECT_TRUE(changed({{"self_information_withheld", "1"}}).self_withheld);
    EXPECT_FALSE(changed({{"sex_hidden", "0"}}).sex_hidden);
}

TEST(CoverageFile, all_problems_of_a_row_are_reported_together)
{
    EXPECT_THAT(problems({{"person_code", "短い"},
                          {"insurer_number", "06139993"},
                          {"symbol", "架空架空架空架空架空架空架空架空架空架空架"},
                          {"branch", "1"},
                          {"relationship", "3"},
                          {"name", ""},
                          {"sex", "男"},
                          {"birth_date", "1985-02-30"}}),
                ElementsAre(problem("person_code", ErrorCode::characters),
                            problem("insurer_number", ErrorCode::check_digit), problem("symbol", ErrorCode::length),
                            problem("branch", ErrorCode::characters), problem("relationship", ErrorCode::unknown_value),
                            problem("name", ErrorCode::element_missing), problem("sex", ErrorCode::unknown_value),
                            problem("birth_date", ErrorCode::date_form)));
}

TEST(CoverageFile, every_required_cell_is_missed)
{
    for (const auto column : coverage_file().required)
        EXPECT_THAT(problems({{std::string(column), " "}}),
                    ElementsAre(problem(std::string(column), ErrorCode::element_missing)));
}

TEST(CoverageFile, reasons_begin_with_the_term)
{
    const auto row = parse({{"number", ""}, {"lost_on", "20200331"}});
    ASSERT_FALSE(row);
    EXPECT_TRUE(row.error()[0].reason.starts_with("番号"));
    EXPECT_EQ(row.error()[1].reason, "資格喪失年月日が資格取得年月日より前です。どちらかの日付を直してください。");
}

TEST(CoverageFile, reasons_of_loss_are_of_their_list)
{
    EXPECT_THAT(problems({{"loss_reason", "04"}, {"lost_on", "20260401"}}),
                ElementsAre(problem("loss_reason", ErrorCode::unknown_value)));
    for (const char* reason : {"01", "02", "03", "99"})
        EXPECT_EQ(domain::code_of(*changed({{"loss_reason", reason}, {"lost_on", "20260401"}}).loss_reason), reason);
}

TEST(CoverageFile, controls_and_long_texts_are_refused)
{
    std::string hundred;
    for (int i = 0; i < 100; ++i)
        hundred += "例";
    EXPECT_THAT(problems({{"name", hundred}, {"address", hundred + hundred}}), ElementsAre());
    EXPECT_THAT(problems({{"name", hundred + "例"}, {"address", hundred + hundred + "例"}}),
                ElementsAre(problem("name", ErrorCode::length), problem("address", ErrorCode::length)));
    EXPECT_THAT(problems({{"name", "見本\x07"}, {"address", "a\nb"}}),
                ElementsAre(problem("name", ErrorCode::characters), problem("address", ErrorCode::characters)));
}

TEST(CoverageFile, a_wrong_number_of_cells_is_one_problem)
{
    const Row header{"person_code", "insurer_number", "number", "relationship",
                     "name",        "birth_date",     "sex",    "gained_on"};
    const auto columns = Columns::read(header, coverage_file().columns, coverage_file().required);
    ASSERT_TRUE(columns);
    const auto row = coverage_file().parse(*columns, {"a", "b"});
    ASSERT_FALSE(row);
    ASSERT_EQ(row.error().size(), 1U);
    EXPECT_EQ(row.error().front().code, ErrorCode::contradiction);
    EXPECT_EQ(row.error().front().field, "");
}

TEST(CoverageFile, what_is_written_is_read_again)
{
    auto coverage = wire::sample::coverage_m2();
    coverage.lost = day(2026, 4, 1);
    coverage.loss_reason = domain::LossReason::other_insurance;
    coverage.certificates = {{{}, {{}, day(2026, 7, 31)}, 30}};
    coverage.limit_certificates = {{domain::LimitKind::limit, "A03", {}, {day(2026, 4, 1), day(2026, 8, 31)}, {}}};
    coverage.name_other = "NGUYEN, VAN \"A\"";
    coverage.undisclosed = true;
    const wire::CoverageRow row{domain::PersonCode::parse("SYNTH-0001").value(), coverage};
    std::string bytes;
    wire::append_header(bytes, coverage_file().columns);
    coverage_file().write(bytes, row);

    std::istringstream in(bytes);
    wire::CsvReader reader(in);
    wire::CsvRow header;
    wire::CsvRow cells;
    ASSERT_EQ(reader.next(header), wire::CsvReader::Next::row);
    ASSERT_EQ(reader.next(cells), wire::CsvReader::Next::row);
    const auto columns = Columns::read(header.cells, coverage_file().columns, coverage_file().required);
    ASSERT_TRUE(columns);
    const auto read = coverage_file().parse(*columns, cells.cells);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->coverage, coverage);
    EXPECT_EQ(read->person.text(), "SYNTH-0001");
}

TEST(InsurerFile, reads_and_writes)
{
    const auto& format = wire::insurer_file();
    const auto columns = Columns::read({"name", "insurer_number"}, format.columns, format.required);
    ASSERT_TRUE(columns);
    const auto row = format.parse(*columns, {"見本市ABC", "00139998"});
    ASSERT_TRUE(row);
    std::string out;
    format.write(out, *row);
    EXPECT_EQ(out, "139998,見本市ＡＢＣ\n");
    const auto bad = format.parse(*columns, {"", "139997"});
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().size(), 2U);
}

TEST(FacilityFile, character_code_is_utf8_unless_told)
{
    const auto& format = wire::facility_file();
    const auto columns = Columns::read({"facility_code", "name", "character_code"}, format.columns, format.required);
    ASSERT_TRUE(columns);
    const auto code = [&](const std::string& text) {
        return format.parse(*columns, {"1319999999", "見本診療所", text});
    };
    EXPECT_EQ(code("")->character_code, wire::CharacterCode::utf8);
    EXPECT_EQ(code("utf-8")->character_code, wire::CharacterCode::utf8);
    EXPECT_EQ(code("Shift_JIS")->character_code, wire::CharacterCode::shift_jis);
    ASSERT_FALSE(code("EUC-JP"));
    EXPECT_EQ(code("EUC-JP").error().front().field, "character_code");
    std::string out;
    format.write(out, *code("shift_jis"));
    EXPECT_EQ(out, "1319999999,見本診療所,Shift_JIS\n");
}
