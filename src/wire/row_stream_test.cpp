#include "wire/row_stream.h"

#include "wire/coverage_json.h"
#include "wire/sample_messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

using namespace onshi;
using domain::ErrorCode;
using wire::coverage_file;
using wire::sample::day;
using Next = wire::CsvReader::Next;

namespace {

/// "line: field code" of every problem, "line: NUMBER" of every good row (its 番号).
std::vector<std::string> read_all(const std::string& bytes)
{
    std::istringstream in(bytes);
    const auto rows = wire::open_rows(in);
    const auto columns = rows->columns(coverage_file().columns, coverage_file().required);
    std::vector<std::string> all;
    wire::CsvRow row;
    for (auto next = rows->next(row); next != Next::end; next = rows->next(row)) {
        const auto at = std::to_string(row.line) + ": ";
        const auto parsed = next == Next::row ? coverage_file().parse(*columns, row.cells)
                                              : wire::RowResult<wire::CoverageRow>(std::unexpected(rows->reasons()));
        if (parsed)
            all.push_back(at + parsed->coverage.id.number());
        else
            for (const auto& reason : parsed.error())
                all.push_back(at + reason.field + " " + domain::entry_of(reason.code).wire);
    }
    return all;
}

std::string line(const std::string& changes)
{
    return R"({"person_code":"SYNTH-0001","insurer_number":"06139992","number":"7","relationship":1,"name":"見本　花子",)"
           R"("birth_date":"1985-04-07","sex":2,"gained_on":"2020-04-01")" +
           changes + "}\n";
}

} // namespace

TEST(NdjsonRows, numbers_texts_truths_and_nulls_are_cells)
{
    EXPECT_THAT(read_all(line("") + "\n" + line(R"(,"undisclosed":true,"lost_on":null,"certificate_kind":"03")")),
                testing::ElementsAre("1: 7", "3: 7"));
}

TEST(NdjsonRows, what_is_written_is_read_again)
{
    auto coverage = wire::sample::coverage_m2();
    coverage.lost = day(2026, 4, 1);
    coverage.loss_reason = domain::LossReason::other_insurance;
    coverage.certificates = {{day(2024, 8, 1), {day(2024, 8, 1), day(2025, 7, 31)}, 10},
                             {{}, {day(2025, 8, 1), {}}, 20}};
    coverage.elderly_certificates = {{{}, {day(2025, 8, 1), day(2026, 7, 31)}, 30}};
    coverage.limit_certificates = {
        {domain::LimitKind::limit_and_standard_cost, "B05", day(2025, 8, 1), {day(2025, 8, 1), {}}, day(2025, 9, 1)}};
    coverage.specific_diseases = {{1, {}, {day(2025, 8, 1), {}}, 20'000}};
    coverage.name_other = "\"引用\"　𠮷";
    coverage.sex_hidden = coverage.undisclosed = coverage.self_withheld = true;
    std::string bytes;
    wire::append_coverage_json(bytes, {domain::PersonCode::parse("SYNTH-0001").value(), coverage});

    std::istringstream in(bytes);
    const auto rows = wire::open_rows(in);
    const auto columns = rows->columns(coverage_file().columns, coverage_file().required);
    wire::CsvRow row;
    ASSERT_EQ(rows->next(row), Next::row);
    const auto read = coverage_file().parse(*columns, row.cells);
    ASSERT_TRUE(read) << read.error().front().field << read.error().front().reason;
    EXPECT_EQ(read->coverage, coverage);
    EXPECT_EQ(rows->next(row), Next::end);
}

TEST(NdjsonRows, a_bad_line_is_one_bad_row)
{
    EXPECT_THAT(read_all(line("") + "{\n" + "[1]\n" + line(R"(,"colour":"red")") + line(R"(,"name_kana":{"a":1})") +
                         line(R"(,"certificates":[{"until":"2026-07-31"}])") + line(R"(,"certificates":[1])") +
                         line(R"(,"certificates":[{"share":40}])") + "{\"name\":\"\xFF\"}\n" + line("")),
                testing::ElementsAre("1: 7", "2:  OPN10006E", "3:  OPN10006E", "4: colour OPN10202E",
                                     "5: name_kana OPN10007E", "6: certificates OPN10007E", "7: certificates OPN10007E",
                                     "8: certificates OPN10007E", "9:  OPN10104E", "10: 7"));
}

TEST(NdjsonRows, a_missing_member_is_a_missing_cell)
{
    EXPECT_THAT(read_all("{\"person_code\":\"SYNTH-0001\"}\n"), testing::Contains("1: birth_date OPN10002E"));
}

TEST(CsvRows, are_told_by_their_first_character)
{
    EXPECT_THAT(read_all("person_code,insurer_number,number,relationship,name,birth_date,sex,gained_on\n"
                         "SYNTH-0001,06139992,7,1,見本　花子,1985-04-07,2,2020-04-01\n"),
                testing::ElementsAre("2: 7"));
}
