#include "base/text.h"
#include "wire/csv.h"
#include "wire/register_files.h"

#include <algorithm>

namespace onshi::wire {

using domain::ErrorCode;

namespace {

std::string column_term(std::string_view name) { return "列「" + std::string(name) + "」"; }

} // namespace

domain::Result<Columns> Columns::read(const std::vector<std::string>& header, std::span<const Column> known,
                                      std::span<const Column> required)
{
    Columns columns;
    columns.count_ = header.size();
    columns.places_.resize(known.size());
    for (std::size_t place = 0; place < header.size(); ++place) {
        const auto name = base::trimmed(header[place]);
        const auto column = std::ranges::find(known, name, &Column::name);
        if (column == known.end())
            return std::unexpected(domain::rejection(ErrorCode::column_unknown, name, "列名"));
        auto& its_place = columns.places_.at(column->index);
        if (its_place)
            return std::unexpected(domain::rejection(ErrorCode::element_repeated, name, column_term(name)));
        its_place = place;
    }
    for (const auto& column : required)
        if (!columns.places_.at(column.index))
            return std::unexpected(
                domain::rejection(ErrorCode::element_missing, column.name, column_term(column.name)));
    return columns;
}

void append_header(std::string& out, std::span<const Column> columns)
{
    std::vector<std::string_view> names;
    for (const auto& column : columns)
        names.push_back(column.name);
    append_csv(out, names);
}

std::string_view Columns::cell(const std::vector<std::string>& cells, const Column& column) const
{
    const auto place = places_[column.index];
    return place && *place < cells.size() ? base::trimmed(cells[*place]) : std::string_view();
}

} // namespace onshi::wire
