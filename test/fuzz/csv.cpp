#include "wire/csv.h"
#include "base/fault.h"
#include "base/text.h"
#include "wire/register_files.h"

#include <cstddef>
#include <cstdint>
#include <sstream>

using namespace onshi;

namespace {

std::vector<std::string> read_one(const std::string& line)
{
    std::istringstream in(line);
    wire::CsvReader reader(in);
    wire::CsvRow row;
    ONSHI_CHECK(reader.next(row) == wire::CsvReader::Next::row);
    return row.cells;
}

// A row that is read, written and read again is the same row.
void check_coverage(const wire::Columns& columns, const std::vector<std::string>& cells)
{
    const auto& format = wire::coverage_file();
    const auto row = format.parse(columns, cells);
    if (!row) {
        ONSHI_CHECK(!row.error().empty());
        return;
    }
    std::string written;
    format.write(written, *row);
    std::vector<std::string> header;
    for (const auto& column : format.columns)
        header.emplace_back(column.name);
    const auto all_columns = wire::Columns::read(header, format.columns, format.required);
    ONSHI_CHECK(all_columns.has_value());
    const auto again = format.parse(*all_columns, read_one(written));
    ONSHI_CHECK(again.has_value() && again->coverage == row->coverage && again->person == row->person);
}

} // namespace

// A coverage file as an insurer may send it. Lines only go up, every byte is accounted for, cells are text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
    wire::CsvReader reader(in);
    wire::CsvRow row;
    std::optional<wire::Columns> columns;
    std::size_t line = 0;
    for (auto next = reader.next(row); next != wire::CsvReader::Next::end; next = reader.next(row)) {
        ONSHI_CHECK(row.line > line);
        line = row.line;
        if (next == wire::CsvReader::Next::bad_row)
            continue;
        for (const auto& cell : row.cells)
            ONSHI_CHECK(base::is_utf8(cell));
        if (columns) {
            check_coverage(*columns, row.cells);
        } else if (const auto read =
                       wire::Columns::read(row.cells, wire::coverage_file().columns, wire::coverage_file().required)) {
            columns = *read;
        }
    }
    ONSHI_CHECK(reader.bytes_read() == size);
    return 0;
}
