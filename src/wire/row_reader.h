#pragma once

#include "base/date.h"
#include "wire/register_files.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// Reads the cells of one row of a register file and gathers all that is wrong with it. Internal to this folder.
namespace onshi::wire {

/// Longest texts of the three files, in characters (own bounds; the interface gives none).
inline constexpr std::size_t name_limit = 100;
inline constexpr std::size_t address_limit = 200;

class RowReader
{
public:
    RowReader(const Columns& columns, const std::vector<std::string>& cells);
    /// False, with one error, if the row has another number of cells than the header: then no cell can be trusted.
    [[nodiscard]] bool well_shaped() const { return well_shaped_; }

    /// True if the cell has any text, right or wrong.
    [[nodiscard]] bool given(const Column& column) const { return !columns_.cell(cells_, column).empty(); }

    /// The trimmed cell; empty if there is no such column. Error: characters (controls; the text is then empty).
    std::string text(const Column& column);
    /// The same; error also element_missing.
    std::string required_text(const Column& column);
    /// As written, but for spaces at both ends; at most `limit` characters (error length).
    std::string name(const Column& column, std::size_t limit);
    std::string required_name(const Column& column, std::size_t limit);
    /// The same with half-width letters, digits, spaces and kana made full-width: for texts of the registers.
    std::string required_full_width(const Column& column, std::size_t limit);
    /// YYYYMMDD, YYYY-MM-DD or 和暦. Error: date_form.
    std::optional<base::Date> date(const Column& column);
    std::optional<base::Date> required_date(const Column& column);

    /// Parses a required cell by an identifier's parse function.
    template<class T>
    std::optional<T> parsed(const Column& column, domain::Result<T> (*parse)(std::string_view))
    {
        const auto cell = required_text(column);
        return cell.empty() ? std::nullopt : take(parse(cell), column);
    }
    template<class T>
    std::optional<T> take(domain::Result<T> result, const Column& column)
    {
        if (result)
            return *std::move(result);
        // The code's sentence again, for it begins with the field's term.
        refuse(result.error().code, column);
        return {};
    }

    void refuse(domain::ErrorCode code, const Column& column);
    [[nodiscard]] bool refused() const { return !errors_.empty(); }
    [[nodiscard]] std::unexpected<RowErrors> reasons() { return std::unexpected(std::move(errors_)); }

private:
    const Columns& columns_;
    const std::vector<std::string>& cells_;
    RowErrors errors_;
    bool well_shaped_ = true;
};

} // namespace onshi::wire
