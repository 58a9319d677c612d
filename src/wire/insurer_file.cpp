#include "wire/csv.h"
#include "wire/row_reader.h"

#include <array>

namespace onshi::wire {

namespace {

constexpr Column number_column{0, "insurer_number", "保険者番号"};
constexpr Column name_column{1, "name", "保険者名称"};
constexpr std::array columns{number_column, name_column};

RowResult<InsurerRow> parse_row(const Columns& places, const std::vector<std::string>& cells)
{
    RowReader row(places, cells);
    if (!row.well_shaped())
        return row.reasons();
    auto number = row.parsed(number_column, &domain::InsurerNumber::parse);
    auto name = row.required_full_width(name_column, name_limit);
    if (row.refused() || !number)
        return row.reasons();
    return InsurerRow{*std::move(number), std::move(name)};
}

void write_row(std::string& out, const InsurerRow& row) { append_csv(out, {row.number.text(), row.name}); }

} // namespace

const FileFormat<InsurerRow>& insurer_file()
{
    static const FileFormat<InsurerRow> format{columns, columns, parse_row, write_row};
    return format;
}

} // namespace onshi::wire
