#pragma once

#include "domain/rejection.h"

#include <cstddef>
#include <initializer_list>
#include <istream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// CSV as RFC 4180 says, streamed, in UTF-8 (with or without BOM) or Windows-31J. One thread at a time.
namespace onshi::wire {

struct CsvRow
{
    std::size_t line = 0;           ///< of the row's first character, from 1
    std::vector<std::string> cells; ///< UTF-8
};

/// Reads rows; memory does not grow with the file. A row that is longer than 64 KiB, is not text in the file's
/// character code, or has a stray quote is an error of that row alone; the next row is read on. Quotes that do not
/// close within the limit make an error of their first line only, so that one forgotten quote does not swallow the rows
/// after it.
class CsvReader
{
public:
    /// The character code is found from the bytes: a BOM or well-formed UTF-8 in the first 64 KiB means UTF-8, else
    /// Windows-31J.
    explicit CsvReader(std::istream& in);

    enum class Next { row, bad_row, end };
    /// Empty lines are passed over. After bad_row, `row.line` and `rejection()` tell what is wrong.
    [[nodiscard]] Next next(CsvRow& row);
    [[nodiscard]] const domain::Rejection& rejection() const { return rejection_; }
    [[nodiscard]] std::size_t bytes_read() const { return bytes_read_; } ///< for progress

private:
    /// What read_raw_row found at the front of the buffer.
    enum class Raw { row, too_long, stray_quote, end };
    bool read_plain_row();
    Raw read_raw_row();
    bool fill();
    bool has(std::size_t offset);
    void pass(std::size_t bytes);
    void pass_line();
    Next refuse(domain::Rejection rejection);

    std::istream& in_;
    std::string buffer_; ///< read, from the next row's first byte on (after `at_`)
    std::size_t at_ = 0; ///< of the next row in the buffer
    std::string raw_;    ///< the row without its line end, in the file's character code
    domain::Rejection rejection_{};
    std::size_t line_ = 1; ///< of the byte at `at_`
    std::size_t bytes_read_ = 0;
    bool shift_jis_ = false;
};

/// One line with its end ("\r\n" is not used: "\n"), quoting only where needed.
void append_csv(std::string& out, std::span<const std::string_view> cells);
inline void append_csv(std::string& out, std::initializer_list<std::string_view> cells)
{
    append_csv(out, std::span(cells.begin(), cells.size()));
}

} // namespace onshi::wire
