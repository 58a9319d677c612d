#include "wire/csv.h"
#include "wire/row_reader.h"

namespace onshi::wire {

namespace {

constexpr Column number_column{"insurer_number", "保険者番号"};
constexpr Column name_column{"name", "保険者名称"};

RowResult<InsurerRow> parse_row(const Columns& columns, const std::vector<std::string>& cells)
{
    RowReader row(columns, cells);
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
    static const FileFormat<InsurerRow> format{
        {number_column.name, name_column.name}, {number_column.name, name_column.name}, parse_row, write_row};
    return format;
}

} // namespace onshi::wire
