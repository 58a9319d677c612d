#include "base/text.h"
#include "wire/register_files.h"

#include <algorithm>

namespace onshi::wire {

using domain::ErrorCode;

namespace {

std::string column_term(std::string_view name) { return "列「" + std::string(name) + "」"; }

} // namespace

domain::Result<Columns> Columns::read(const std::vector<std::string>& header, std::vector<std::string_view> known,
                                      const std::vector<std::string_view>& required)
{
    Columns columns;
    columns.count_ = header.size();
    std::ranges::sort(known);
    for (std::size_t place = 0; place < header.size(); ++place) {
        const auto name = base::trimmed(header[place]);
        if (!std::ranges::binary_search(known, name))
            return std::unexpected(domain::rejection(ErrorCode::column_unknown, name, "列名"));
        if (!columns.places_.emplace(name, place).second)
            return std::unexpected(domain::rejection(ErrorCode::element_repeated, name, column_term(name)));
    }
    for (const auto name : required)
        if (!columns.places_.contains(name))
            return std::unexpected(domain::rejection(ErrorCode::element_missing, name, column_term(name)));
    return columns;
}

std::string_view Columns::cell(const std::vector<std::string>& cells, std::string_view column) const
{
    const auto place = places_.find(column);
    if (place == places_.end() || place->second >= cells.size())
        return {};
    return base::trimmed(cells[place->second]);
}

} // namespace onshi::wire
