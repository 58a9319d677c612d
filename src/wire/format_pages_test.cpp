#include "wire/csv.h"
#include "wire/register_files.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <sstream>

// The pages of doc/formats are the contract for whoever writes these files: their tables name the columns that are
// read, and their examples are taken without a complaint.

using namespace onshi;

namespace {

std::string page(const std::string& name)
{
    std::ifstream in(ONSHI_SOURCE_DIR "/doc/formats/" + name);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Of each line "| `name` | ... | yes | ..." the name, with " required" where it says so.
std::vector<std::string> columns_of_page(const std::string& text)
{
    std::vector<std::string> columns;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("| `") && !line.starts_with("| `OPN"))
            columns.push_back(line.substr(3, line.find('`', 3) - 3) + (line.contains("| yes |") ? " required" : ""));
    return columns;
}

template<class Row>
std::vector<std::string> columns_of_code(const wire::FileFormat<Row>& format)
{
    std::vector<std::string> columns;
    for (const auto& column : format.columns) {
        const bool required =
            std::ranges::find(format.required, column.name, &wire::Column::name) != format.required.end();
        columns.push_back(std::string(column.name) + (required ? " required" : ""));
    }
    return columns;
}

/// Rows of the example that are taken; everything wrong is a failure.
template<class Row>
int rows_of_example(const std::string& text, const wire::FileFormat<Row>& format)
{
    const std::string fence = "```csv\n";
    const auto begin = text.find(fence) + fence.size();
    std::istringstream in(text.substr(begin, text.find("```", begin) - begin));
    wire::CsvReader reader(in);
    wire::CsvRow row;
    EXPECT_EQ(reader.next(row), wire::CsvReader::Next::row);
    const auto columns = wire::Columns::read(row.cells, format.columns, format.required);
    EXPECT_TRUE(columns);
    int rows = 0;
    for (auto next = reader.next(row); columns && next != wire::CsvReader::Next::end; next = reader.next(row)) {
        const auto read = format.parse(*columns, row.cells);
        EXPECT_TRUE(next == wire::CsvReader::Next::row && read) << "line " << row.line;
        ++rows;
    }
    return rows;
}

} // namespace

TEST(FormatPages, coverage)
{
    const auto text = page("coverage.md");
    EXPECT_EQ(columns_of_page(text), columns_of_code(wire::coverage_file()));
    EXPECT_EQ(rows_of_example(text, wire::coverage_file()), 3);
}

TEST(FormatPages, insurers)
{
    const auto text = page("insurers-csv.md");
    EXPECT_EQ(columns_of_page(text), columns_of_code(wire::insurer_file()));
    EXPECT_EQ(rows_of_example(text, wire::insurer_file()), 3);
}

TEST(FormatPages, facilities)
{
    const auto text = page("facilities-csv.md");
    EXPECT_EQ(columns_of_page(text), columns_of_code(wire::facility_file()));
    EXPECT_EQ(rows_of_example(text, wire::facility_file()), 2);
}

TEST(FormatPages, cards)
{
    const auto text = page("cards-csv.md");
    EXPECT_EQ(columns_of_page(text), columns_of_code(wire::card_file()));
    EXPECT_EQ(rows_of_example(text, wire::card_file()), 2);
}
