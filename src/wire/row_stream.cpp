#include "wire/row_stream.h"

#include "base/text.h"
#include "wire/json.h"

#include <algorithm>
#include <array>

namespace onshi::wire {

namespace {

using domain::ErrorCode;
using Next = CsvReader::Next;

class CsvRows final : public RowStream
{
public:
    explicit CsvRows(std::istream& in)
        : reader_(in)
    {
    }

    domain::Result<Columns> columns(std::span<const Column> known, std::span<const Column> required) override
    {
        CsvRow header;
        if (reader_.next(header) != Next::row)
            return std::unexpected(domain::rejection(ErrorCode::body_empty));
        return Columns::read(header.cells, known, required);
    }
    Next next(CsvRow& row) override
    {
        const auto found = reader_.next(row);
        if (found == Next::bad_row)
            reasons_ = {reader_.rejection()};
        return found;
    }
    [[nodiscard]] const RowErrors& reasons() const override { return reasons_; }
    [[nodiscard]] std::size_t bytes_read() const override { return reader_.bytes_read(); }

private:
    CsvReader reader_;
    RowErrors reasons_;
};

/// The members of a list's items, in the order of the list's notation (domain/dated_certificates.h).
struct ListNotation
{
    std::string_view column;
    std::vector<std::string_view> members;
};
const std::array notations{
    ListNotation{domain::field::certificates.name, {"issued_on", "from", "to", "share"}},
    ListNotation{domain::field::elderly_certificates.name, {"issued_on", "from", "to", "share"}},
    ListNotation{domain::field::limit_certificates.name, {"kind", "class", "issued_on", "from", "to", "long_term_on"}},
    ListNotation{domain::field::specific_diseases.name, {"category", "issued_on", "from", "to", "self_pay"}},
};

constexpr std::size_t longest_line = std::size_t{64} * 1024;

class JsonRows final : public RowStream
{
public:
    explicit JsonRows(std::istream& in)
        : in_(in)
    {
    }

    domain::Result<Columns> columns(std::span<const Column> known, std::span<const Column> /*required*/) override
    {
        known_ = known; // whether a row has what is required is seen row by row
        std::vector<std::string> names;
        for (const auto& column : known)
            names.emplace_back(column.name);
        return Columns::read(names, known, {});
    }

    Next next(CsvRow& row) override
    {
        while (std::getline(in_, line_)) {
            ++number_;
            bytes_ += line_.size() + 1;
            if (base::trimmed(line_).empty() || line_ == "\r")
                continue;
            row.line = number_;
            reasons_.clear();
            row.cells.assign(known_.size(), {});
            read(row.cells);
            return reasons_.empty() ? Next::row : Next::bad_row;
        }
        return Next::end;
    }
    [[nodiscard]] const RowErrors& reasons() const override { return reasons_; }
    [[nodiscard]] std::size_t bytes_read() const override { return bytes_; }

private:
    void refuse(ErrorCode code, std::string_view field, const char* reason)
    {
        reasons_.push_back({code, std::string(field), reason});
    }

    void read(std::vector<std::string>& cells)
    {
        if (line_.size() > longest_line)
            return refuse(ErrorCode::length, {}, "行が64KiBより長いです。1行に1人の1資格だけを書いてください。");
        if (!base::is_utf8(line_))
            return refuse(ErrorCode::encoding_mismatch, {}, "行がUTF-8として読めません。UTF-8で保存し直してください。");
        const auto object = Json::parse(line_);
        if (!object || !object->is_object())
            return refuse(ErrorCode::characters, {}, "行がJSONのオブジェクトではありません。1行に1つ書いてください。");
        std::vector<bool> seen(known_.size());
        object->each_member([&](std::string_view name, const Json& value) {
            const auto column = std::ranges::find(known_, name, &Column::name);
            if (column == known_.end())
                return refuse(ErrorCode::column_unknown, name,
                              "この名前の項目はありません。様式の説明にある名前で書いてください。");
            take(*column, value, cells[column->index]);
        });
    }

    void take(const Column& column, const Json& value, std::string& cell)
    {
        if (auto text = value.scalar()) {
            cell = *std::move(text);
            return;
        }
        const auto* const notation = std::ranges::find(notations, column.name, &ListNotation::column);
        if (notation == notations.end() || !value.is_array())
            return refuse(ErrorCode::unknown_value, column.name,
                          "この項目には文字列を書いてください（リストが書けるのは証の項目だけです）。");
        value.each_item([&](const Json& item) {
            if (!cell.empty())
                cell += ';';
            append_item(*notation, item, cell);
        });
    }

    void append_item(const ListNotation& notation, const Json& item, std::string& cell)
    {
        std::vector<std::string> fields(notation.members.size());
        if (!item.is_object())
            refuse(ErrorCode::unknown_value, notation.column, "証はオブジェクトで書いてください。");
        item.each_member([&](std::string_view name, const Json& value) {
            const auto member = std::ranges::find(notation.members, name);
            const auto text = value.scalar();
            // The list's own signs cannot stand in a date, a number or a class.
            if (member == notation.members.end() || !text || text->find_first_of(":;") != std::string::npos)
                return refuse(ErrorCode::unknown_value, notation.column,
                              "証の中の名前か値が正しくありません。様式の説明にある名前で書いてください。");
            fields[static_cast<std::size_t>(member - notation.members.begin())] = *text;
        });
        for (std::size_t i = 0; i < fields.size(); ++i)
            cell += (i == 0 ? "" : ":") + fields[i];
    }

    std::istream& in_;
    std::span<const Column> known_;
    std::string line_;
    std::size_t number_ = 0, bytes_ = 0;
    RowErrors reasons_;
};

} // namespace

std::unique_ptr<RowStream> open_rows(std::istream& in)
{
    if (in.peek() == '{')
        return std::make_unique<JsonRows>(in);
    return std::make_unique<CsvRows>(in);
}

} // namespace onshi::wire
