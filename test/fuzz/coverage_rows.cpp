#include "base/fault.h"
#include "base/text.h"
#include "wire/coverage_json.h"
#include "wire/row_stream.h"

#include <cstddef>
#include <cstdint>
#include <sstream>

using namespace onshi;

namespace {

/// A row that was taken is written as NDJSON and read again the same.
void check_again(const wire::CoverageRow& row)
{
    std::string line;
    wire::append_coverage_json(line, row);
    std::istringstream in(line);
    const auto rows = wire::open_rows(in);
    const auto columns = rows->columns(wire::coverage_file().columns, wire::coverage_file().required);
    ONSHI_CHECK(columns.has_value());
    wire::CsvRow cells;
    ONSHI_CHECK(rows->next(cells) == wire::CsvReader::Next::row);
    const auto again = wire::coverage_file().parse(*columns, cells.cells);
    ONSHI_CHECK(again.has_value() && again->coverage == row.coverage && again->person == row.person);
}

} // namespace

// A coverage file of either form as an insurer may send it: every row is taken or refused with a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
    const auto rows = wire::open_rows(in);
    const auto columns = rows->columns(wire::coverage_file().columns, wire::coverage_file().required);
    if (!columns)
        return 0;
    wire::CsvRow row;
    std::size_t line = 0;
    for (auto next = rows->next(row); next != wire::CsvReader::Next::end; next = rows->next(row)) {
        ONSHI_CHECK(row.line > line);
        line = row.line;
        if (next == wire::CsvReader::Next::bad_row) {
            ONSHI_CHECK(!rows->reasons().empty());
            continue;
        }
        const auto parsed = wire::coverage_file().parse(*columns, row.cells);
        if (parsed)
            check_again(*parsed);
        else
            ONSHI_CHECK(!parsed.error().empty());
    }
    return 0;
}
