#include "wire/consent_rules.h"

#include "base/fault.h"
#include "wire/csv.h"
#include "wire/register_files.h"
#include "wire/row_reader.h"
#include "wire/rule_files.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <string>

namespace onshi::wire {

namespace {

constexpr std::string_view file_name = "card_consents.csv";

constexpr Column item_column{0, "item", "同意の項目"};
constexpr Column rule_column{1, "rule", "扱い"};
constexpr Column from_column{2, "valid_from", "適用開始日"};
constexpr Column to_column{3, "valid_to", "適用終了日"};
constexpr Column source_column{4, "source", "出典"};
constexpr std::array columns{item_column, rule_column, from_column, to_column, source_column};

std::optional<domain::ConsentRule> rule_of(std::string_view name)
{
    if (name == "asked")
        return domain::ConsentRule::asked;
    if (name == "told")
        return domain::ConsentRule::told;
    if (name == "whole")
        return domain::ConsentRule::whole;
    return {};
}

RowResult<domain::ConsentRuleLine> parse_line(const Columns& places, const std::vector<std::string>& cells)
{
    RowReader row(places, cells);
    if (!row.well_shaped())
        return row.reasons();
    const auto item = domain::consent_item(row.text(item_column));
    const auto rule = rule_of(row.text(rule_column));
    const domain::Period valid{row.date(from_column), row.date(to_column)};
    if (!rule)
        row.refuse(domain::ErrorCode::unknown_value, rule_column);
    if (item.has_value() == (rule == domain::ConsentRule::whole)) // it alone is about no item
        row.refuse(domain::ErrorCode::unknown_value, item_column);
    if (valid.reversed())
        row.refuse(domain::ErrorCode::contradiction, to_column);
    if (row.refused())
        return row.reasons();
    return domain::ConsentRuleLine{item, *rule, valid};
}

domain::ConsentRules built_in()
{
    const auto files = rule_files();
    const auto file = std::ranges::find(files, file_name, &RuleFile::name);
    ONSHI_CHECK(file != files.end());
    auto rules = parse_consent_rules(file->text);
    ONSHI_CHECK(rules.has_value());
    return *std::move(rules);
}

} // namespace

domain::Result<domain::ConsentRules> parse_consent_rules(std::string_view text)
{
    std::istringstream in{std::string(text)};
    CsvReader reader(in);
    CsvRow row;
    if (reader.next(row) != CsvReader::Next::row)
        return std::unexpected(domain::rejection(domain::ErrorCode::body_empty));
    const auto places = Columns::read(row.cells, columns, columns);
    if (!places)
        return std::unexpected(places.error());
    domain::ConsentRules rules;
    for (auto next = reader.next(row); next != CsvReader::Next::end; next = reader.next(row)) {
        if (next == CsvReader::Next::bad_row)
            return std::unexpected(reader.rejection());
        auto line = parse_line(*places, row.cells);
        if (!line)
            return std::unexpected(line.error().front());
        rules.push_back(*std::move(line));
    }
    return rules;
}

const domain::ConsentRules& consent_rules()
{
    static const auto rules = built_in();
    return rules;
}

} // namespace onshi::wire
