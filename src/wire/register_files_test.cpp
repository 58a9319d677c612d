#include "wire/register_files.h"

#include "wire/csv.h"
#include "wire/sample_messages.h"

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
                  {"certificate_issued_on", "20200410"},
                  {"certificate_from", "20200401"}};
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

TEST(Columns, order_is_free_and_names_are_trimmed)
{
    const auto columns = Columns::read({" b ", "a"}, {"a", "b", "c"}, {"a"});
    ASSERT_TRUE(columns);
    EXPECT_EQ(columns->cell({" 1　", "2"}, "b"), "1");
    EXPECT_EQ(columns->cell({"1", "2"}, "c"), "");
    EXPECT_EQ(columns->cell({"1"}, "a"), "");
    EXPECT_EQ(columns->count(), 2U);
}

TEST(Columns, unknown_repeated_and_missing_columns_are_refused)
{
    EXPECT_EQ(Columns::read({"a", "x"}, {"a", "b"}, {}).error().code, ErrorCode::column_unknown);
    EXPECT_EQ(Columns::read({"a", "x"}, {"a", "b"}, {}).error().field, "x");
    EXPECT_EQ(Columns::read({"a", "a"}, {"a", "b"}, {}).error().code, ErrorCode::element_repeated);
    EXPECT_EQ(Columns::read({"a"}, {"a", "b"}, {"b"}).error(),
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

TEST(CoverageFile, half_width_is_stored_full_width)
{
    const auto coverage = changed({{"name_kana", "ﾐﾎﾝ ﾊﾅｺﾞ"}, {"name", "見本 Hana"}, {"address", "見本市1-2"}});
    EXPECT_EQ(coverage.name_kana, "ミホン　ハナゴ");
    EXPECT_EQ(coverage.name, "見本　Ｈａｎａ");
    EXPECT_EQ(coverage.address, "見本市１－２");
}

TEST(CoverageFile, post_number_gets_its_hyphen)
{
    EXPECT_EQ(changed({{"post_number", "9990000"}}).post_number, "999-0000");
    EXPECT_EQ(changed({{"post_number", "９９９－００００"}}).post_number, "999-0000");
    EXPECT_EQ(changed({{"post_number", ""}}).post_number, "");
    EXPECT_THAT(problems({{"post_number", "99-90000"}}), ElementsAre(problem("post_number", ErrorCode::characters)));
}

TEST(CoverageFile, share_is_two_or_three_digits)
{
    EXPECT_EQ(changed({{"share", "20"}}).share, 20);
    EXPECT_EQ(changed({{"share", "010"}}).share, 10);
    EXPECT_EQ(changed({{"share", ""}}).share, std::nullopt);
    for (const std::string wrong : {"3", "40", "0030", "0"})
        EXPECT_THAT(problems({{"share", wrong}}), ElementsAre(problem("share", ErrorCode::unknown_value))) << wrong;
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

TEST(CoverageFile, dates_must_agree_with_each_other)
{
    EXPECT_THAT(problems({{"lost_on", "20200331"}}), ElementsAre(problem("lost_on", ErrorCode::contradiction)));
    EXPECT_THAT(problems({{"lost_on", "20200401"}}), ElementsAre());
    EXPECT_THAT(problems({{"certificate_to", "20200331"}}),
                ElementsAre(problem("certificate_to", ErrorCode::contradiction)));
    EXPECT_THAT(problems({{"certificate_to", "20200401"}}), ElementsAre());
    EXPECT_THAT(problems({{"gained_on", "19850406"}}), ElementsAre(problem("gained_on", ErrorCode::contradiction)));
    EXPECT_THAT(problems({{"gained_on", "19850407"}}), ElementsAre());
}

TEST(CoverageFile, a_reason_of_loss_needs_a_loss)
{
    EXPECT_THAT(problems({{"loss_reason", "03"}}), ElementsAre(problem("loss_reason", ErrorCode::contradiction)));
    EXPECT_THAT(problems({{"loss_reason", "03"}, {"lost_on", "soon"}}),
                ElementsAre(problem("lost_on", ErrorCode::date_form)));
    EXPECT_THAT(problems({{"loss_reason", "04"}, {"lost_on", "20260401"}}),
                ElementsAre(problem("loss_reason", ErrorCode::unknown_value)));
    EXPECT_EQ(changed({{"loss_reason", "99"}, {"lost_on", "20260401"}}).loss_reason, "99");
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
    coverage.loss_reason = "03";
    coverage.certificate_to = day(2026, 7, 31);
    coverage.share = 30;
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
