#include "base/text.h"
#include "wire/csv.h"
#include "wire/row_reader.h"

#include <array>

namespace onshi::wire {

namespace {

constexpr Column code_column{0, "facility_code", "医療機関コード"};
constexpr Column name_column{1, "name", "医療機関名称"};
constexpr Column character_code_column{2, "character_code", "文字コード"};
constexpr std::array columns{code_column, name_column, character_code_column};
constexpr std::array required{code_column, name_column};

CharacterCode read_character_code(RowReader& row)
{
    const auto text = base::folded(row.text(character_code_column));
    if (text == "shift_jis")
        return CharacterCode::shift_jis;
    if (!text.empty() && text != "utf-8")
        row.refuse(domain::ErrorCode::unknown_value, character_code_column);
    return CharacterCode::utf8;
}

RowResult<FacilityRow> parse_row(const Columns& places, const std::vector<std::string>& cells)
{
    RowReader row(places, cells);
    if (!row.well_shaped())
        return row.reasons();
    auto code = row.parsed(code_column, &domain::FacilityCode::parse);
    auto name = row.required_full_width(name_column, name_limit);
    const auto character_code = read_character_code(row);
    if (row.refused() || !code)
        return row.reasons();
    return FacilityRow{*std::move(code), std::move(name), character_code};
}

void write_row(std::string& out, const FacilityRow& row)
{
    append_csv(out,
               {row.code.text(), row.name, row.character_code == CharacterCode::shift_jis ? "Shift_JIS" : "UTF-8"});
}

} // namespace

const FileFormat<FacilityRow>& facility_file()
{
    static const FileFormat<FacilityRow> format{columns, required, parse_row, write_row};
    return format;
}

} // namespace onshi::wire
