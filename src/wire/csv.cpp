#include "wire/csv.h"

#include "base/text.h"

#include <algorithm>
#include <optional>

namespace onshi::wire {

namespace {

using domain::ErrorCode;

constexpr std::size_t row_limit = 65'536;
constexpr std::size_t block_size = 65'536;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// A character may be cut by the end of the block: up to three bytes of it may stand there.
bool looks_like_utf8(std::string_view block, bool cut)
{
    for (std::size_t dropped = 0; dropped <= (cut ? 3 : 0) && dropped <= block.size(); ++dropped)
        if (base::is_utf8(block.substr(0, block.size() - dropped)))
            return true;
    return false;
}

// Where a row ends: at a line end outside quotes. Bytes decide in both character codes: no second byte of Windows-31J
// is a quote, a comma or a line end.
class RowEnd
{
public:
    /// True at the row's line end, or where a quote stands that RFC 4180 does not allow.
    bool at(char c)
    {
        switch (state_) {
        case State::start:
        case State::plain:
            return plain(c);
        case State::quoted:
            if (c == '"')
                state_ = State::closed;
            return false;
        case State::closed:
            return closed(c);
        }
        return false;
    }
    [[nodiscard]] bool stray_quote() const { return stray_quote_; }
    [[nodiscard]] bool in_quotes() const { return state_ == State::quoted; }

private:
    enum class State { start, plain, quoted, closed };

    bool plain(char c)
    {
        if (c == '"') {
            stray_quote_ = state_ == State::plain;
            state_ = State::quoted;
            return stray_quote_;
        }
        state_ = c == ',' ? State::start : State::plain;
        return c == '\n';
    }
    bool closed(char c)
    {
        if (c == '"')
            state_ = State::quoted;
        else if (c == ',')
            state_ = State::start;
        else
            stray_quote_ = c != '\n' && c != '\r';
        return stray_quote_ || c == '\n';
    }

    State state_ = State::start;
    bool stray_quote_ = false;
};

// Both ways of splitting write over the cells of the row before: their memory is used again.

void split_plain(std::string_view row, std::vector<std::string>& cells)
{
    std::size_t count = 0;
    for (std::size_t from = 0;;) {
        const auto comma = row.find(',', from);
        if (count == cells.size())
            cells.emplace_back();
        cells[count++].assign(row, from, comma - from);
        if (comma == std::string_view::npos)
            break;
        from = comma + 1;
    }
    cells.resize(count);
}

// Of a row whose quotes are known to be in order.
void split_quoted(std::string_view row, std::vector<std::string>& cells)
{
    cells.assign(1, {});
    bool quoted = false;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const char c = row[i];
        const bool doubled = quoted && c == '"' && i + 1 < row.size() && row[i + 1] == '"';
        if (doubled) {
            cells.back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
}

void split(std::string_view row, std::vector<std::string>& cells)
{
    if (row.contains('"'))
        split_quoted(row, cells);
    else
        split_plain(row, cells);
}

domain::Rejection row_rejection(ErrorCode code, std::string_view sentence) { return {code, {}, std::string(sentence)}; }

} // namespace

CsvReader::CsvReader(std::istream& in)
    : in_(in)
{
    const bool more = fill();
    if (buffer_.starts_with(byte_order_mark))
        pass(byte_order_mark.size());
    else
        shift_jis_ = !looks_like_utf8(buffer_, more);
}

// False at the end of the file. Bytes before the next row are dropped first: the buffer holds a row and a block at
// most.
bool CsvReader::fill()
{
    buffer_.erase(0, at_);
    at_ = 0;
    const auto size = buffer_.size();
    buffer_.resize(size + block_size);
    in_.read(buffer_.data() + size, static_cast<std::streamsize>(block_size));
    buffer_.resize(size + static_cast<std::size_t>(in_.gcount()));
    return buffer_.size() == size + block_size;
}

void CsvReader::pass(std::size_t bytes)
{
    const auto passed = std::string_view(buffer_).substr(at_, bytes);
    line_ += static_cast<std::size_t>(std::ranges::count(passed, '\n'));
    bytes_read_ += passed.size();
    at_ += passed.size();
}

void CsvReader::pass_line()
{
    for (;;) {
        const auto end = buffer_.find('\n', at_);
        pass(end == std::string::npos ? std::string::npos : end + 1 - at_);
        if (end != std::string::npos || !in_)
            return;
        (void)fill();
    }
}

// The row's byte at `offset` is in the buffer afterwards, unless the file ends before it.
bool CsvReader::has(std::size_t offset)
{
    if (at_ + offset == buffer_.size() && in_)
        (void)fill();
    return at_ + offset < buffer_.size();
}

/// Most rows have no quote and lie whole in the buffer: then the next line end is theirs.
bool CsvReader::read_plain_row()
{
    const auto end = buffer_.find('\n', at_);
    if (end == std::string::npos || end - at_ > row_limit)
        return false;
    const auto row = std::string_view(buffer_).substr(at_, end - at_);
    if (row.contains('"'))
        return false;
    raw_ = row;
    return true;
}

CsvReader::Raw CsvReader::read_raw_row()
{
    if (read_plain_row())
        return Raw::row;
    RowEnd end;
    std::size_t length = 0;
    while (has(length) && !end.at(buffer_[at_ + length]))
        if (length++ == row_limit)
            return end.in_quotes() ? Raw::stray_quote : Raw::too_long;
    if (length == 0 && !has(0))
        return Raw::end;
    raw_.assign(buffer_, at_, length);
    // A quote that the end of the file leaves open is as stray as one in the wrong place.
    return end.stray_quote() || (end.in_quotes() && !has(length)) ? Raw::stray_quote : Raw::row;
}

CsvReader::Next CsvReader::refuse(domain::Rejection rejection)
{
    rejection_ = std::move(rejection);
    return Next::bad_row;
}

CsvReader::Next CsvReader::next(CsvRow& row)
{
    for (;;) {
        row.line = line_;
        switch (read_raw_row()) {
        case Raw::end:
            return Next::end;
        case Raw::too_long:
            pass_line();
            return refuse(row_rejection(ErrorCode::length,
                                        "行が長すぎます（64 KiB まで）。改行が抜けていないか確かめてください。"));
        case Raw::stray_quote:
            pass_line();
            return refuse(row_rejection(ErrorCode::characters, "引用符（\"）の位置が正しくありません。値に引用符がある"
                                                               "ときは二つ重ねて全体を引用符で囲んでください。"));
        case Raw::row:
            break;
        }
        pass(raw_.size() + 1);
        if (raw_.ends_with('\r'))
            raw_.pop_back();
        if (raw_.empty())
            continue;
        if (shift_jis_)
            raw_ = base::from_shift_jis(raw_).value_or("\xFF");
        if (!base::is_utf8(raw_))
            return refuse(row_rejection(
                ErrorCode::encoding_mismatch,
                "行の文字がファイルの文字コード（UTF-8 または Shift_JIS）として読めません。保存し直してください。"));
        split(raw_, row.cells);
        return Next::row;
    }
}

namespace {

void append_quoted(std::string& out, std::string_view cell)
{
    out += '"';
    for (const char c : cell)
        out.append(c == '"' ? 2 : 1, c);
    out += '"';
}

/// By hand: find_first_of with four characters calls memchr once for each byte.
bool needs_quotes(std::string_view cell)
{
    return std::ranges::any_of(cell, [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; });
}

} // namespace

void append_csv(std::string& out, std::span<const std::string_view> cells)
{
    std::string_view separator;
    for (const auto cell : cells) {
        out += separator;
        separator = ",";
        // An empty line would be no row, so the only cell of a row is quoted if it is empty.
        if (needs_quotes(cell) || (cells.size() == 1 && cell.empty()))
            append_quoted(out, cell);
        else
            out += cell;
    }
    out += '\n';
}

} // namespace onshi::wire
