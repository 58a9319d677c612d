#include "wire/row_reader.h"

#include "base/era_date.h"
#include "base/text.h"

namespace onshi::wire {

using domain::ErrorCode;

RowReader::RowReader(const Columns& columns, const std::vector<std::string>& cells)
    : columns_(columns)
    , cells_(cells)
    , well_shaped_(cells.size() == columns.count())
{
    if (!well_shaped_)
        errors_.push_back({ErrorCode::contradiction,
                           {},
                           "列の数が見出し行と違います（見出し " + std::to_string(columns.count()) + "、この行 " +
                               std::to_string(cells.size()) + "）。区切りのコンマと引用符を確かめてください。"});
}

std::string RowReader::text(const Column& column)
{
    const auto cell = columns_.cell(cells_, column);
    if (!base::has_control(cell))
        return std::string(cell);
    refuse(ErrorCode::characters, column);
    return {};
}

std::string RowReader::required_text(const Column& column)
{
    const auto problems = errors_.size();
    auto value = text(column);
    if (value.empty() && errors_.size() == problems)
        refuse(ErrorCode::element_missing, column);
    return value;
}

std::string RowReader::name(const Column& column, std::size_t limit)
{
    auto value = text(column);
    if (base::length(value) <= limit)
        return value;
    refuse(ErrorCode::length, column);
    return {};
}

std::string RowReader::required_name(const Column& column, std::size_t limit)
{
    const auto problems = errors_.size();
    auto value = name(column, limit);
    if (value.empty() && errors_.size() == problems)
        refuse(ErrorCode::element_missing, column);
    return value;
}

std::string RowReader::required_full_width(const Column& column, std::size_t limit)
{
    return base::full_width(required_name(column, limit));
}

std::optional<base::Date> RowReader::date(const Column& column)
{
    const auto value = text(column);
    if (value.empty())
        return {};
    const auto date = base::parse_date(value);
    if (!date)
        refuse(ErrorCode::date_form, column);
    return date;
}

std::optional<base::Date> RowReader::required_date(const Column& column)
{
    const auto problems = errors_.size();
    const auto read = date(column);
    if (!read && errors_.size() == problems)
        refuse(ErrorCode::element_missing, column);
    return read;
}

void RowReader::refuse(ErrorCode code, const Column& column)
{
    errors_.push_back(domain::rejection(code, column.name, column.term));
}

} // namespace onshi::wire
