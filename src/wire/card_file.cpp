#include "wire/csv.h"
#include "wire/row_reader.h"

#include <array>

namespace onshi::wire {

namespace {

constexpr Column issuer_column{0, "issuer_key_id", "発行局の鍵識別子"};
constexpr Column serial_column{1, "serial", "発行番号"};
constexpr Column person_column{2, "person_code", "個人コード"};
constexpr Column from_column{3, "not_before", "有効期間の開始日"};
constexpr Column to_column{4, "not_after", "有効期間の終了日"};
constexpr Column predecessor_column{5, "predecessor_serial", "前の発行番号"};
constexpr std::array columns{issuer_column, serial_column, person_column, from_column, to_column, predecessor_column};
constexpr std::array required{issuer_column, serial_column, person_column, from_column, to_column};

/// The key, with the column to blame if it is none.
std::optional<domain::CardKey> read_key(RowReader& row, const std::string& issuer, const Column& column)
{
    auto key = domain::CardKey::parse(issuer, row.text(column));
    if (key)
        return *std::move(key);
    row.refuse(key.error().code, key.error().field == issuer_column.name ? issuer_column : column);
    return {};
}

RowResult<CardRow> parse_row(const Columns& places, const std::vector<std::string>& cells)
{
    RowReader row(places, cells);
    if (!row.well_shaped())
        return row.reasons();
    const auto issuer = row.text(issuer_column);
    auto key = read_key(row, issuer, serial_column);
    auto person = row.parsed(person_column, &domain::PersonCode::parse);
    const auto from = row.required_date(from_column);
    const auto to = row.required_date(to_column);
    const auto predecessor =
        row.given(predecessor_column) ? read_key(row, issuer, predecessor_column) : std::optional<domain::CardKey>();
    if (from && to && *to < *from)
        row.refuse(domain::ErrorCode::contradiction, to_column);
    if (row.refused() || !key || !person || !from || !to)
        return row.reasons();
    return CardRow{*std::move(person),
                   {.key = *std::move(key), .not_before = *from, .not_after = *to},
                   predecessor ? predecessor->serial() : std::string()};
}

void write_row(std::string& out, const CardRow& row)
{
    const auto from = row.certificate.not_before.iso();
    const auto to = row.certificate.not_after.iso();
    append_csv(out, {row.certificate.key.issuer(), row.certificate.key.serial(), row.person.text(), from, to,
                     row.predecessor});
}

} // namespace

const FileFormat<CardRow>& card_file()
{
    static const FileFormat<CardRow> format{columns, required, parse_row, write_row};
    return format;
}

} // namespace onshi::wire
