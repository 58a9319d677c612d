#pragma once

#include "domain/feed.h"
#include "wire/row_stream.h"

#include <istream>
#include <memory>
#include <vector>

/// Rows of a register file in batches, with what is wrong in them. Internal to jobs/.
namespace onshi::jobs {

/// What is wrong with a row, as the sender will read it.
[[nodiscard]] inline domain::FeedNote refusal_note(std::size_t line, const domain::Rejection& reason)
{
    return {static_cast<std::int64_t>(line), domain::FeedNoteKind::refused, reason.field,
            domain::entry_of(reason.code).wire, reason.reason};
}

template<class Row>
struct RowBatch
{
    std::vector<Row> rows;
    std::vector<std::size_t> lines;      ///< of each row
    std::vector<domain::FeedNote> notes; ///< of rows that could not be read
    std::size_t bad_rows = 0;
    std::size_t last_line = 0; ///< the batch deals with all rows up to this line

    [[nodiscard]] std::size_t size() const { return rows.size() + bad_rows; }
};

template<class Row>
class RowBatches
{
public:
    RowBatches(std::istream& in, const wire::FileFormat<Row>& format, std::size_t batch_rows)
        : rows_(wire::open_rows(in))
        , format_(format)
        , batch_rows_(batch_rows)
    {
    }

    /// Error: a header that does not fit the format.
    [[nodiscard]] domain::Result<void> begin()
    {
        auto columns = rows_->columns(format_.columns, format_.required);
        if (!columns)
            return std::unexpected(columns.error());
        columns_ = *std::move(columns);
        return {};
    }

    /// The next rows, up to a batch, after line `done`; empty at the end of the file.
    [[nodiscard]] RowBatch<Row> next(std::size_t done)
    {
        RowBatch<Row> batch;
        wire::CsvRow row;
        while (batch.size() < batch_rows_) {
            const auto found = rows_->next(row);
            if (found == wire::CsvReader::Next::end)
                break;
            if (row.line <= done)
                continue;
            batch.last_line = row.line;
            if (found == wire::CsvReader::Next::bad_row)
                refuse(batch, row.line, rows_->reasons());
            else if (auto parsed = format_.parse(columns_, row.cells))
                take(batch, row.line, *std::move(parsed));
            else
                refuse(batch, row.line, parsed.error());
        }
        return batch;
    }
    [[nodiscard]] std::size_t bytes_read() const { return rows_->bytes_read(); }

private:
    static void take(RowBatch<Row>& batch, std::size_t line, Row&& row)
    {
        batch.rows.push_back(std::move(row));
        batch.lines.push_back(line);
    }
    static void refuse(RowBatch<Row>& batch, std::size_t line, const wire::RowErrors& reasons)
    {
        ++batch.bad_rows;
        for (const auto& reason : reasons)
            batch.notes.push_back(refusal_note(line, reason));
    }

    std::unique_ptr<wire::RowStream> rows_;
    const wire::FileFormat<Row>& format_;
    const std::size_t batch_rows_;
    wire::Columns columns_;
};

} // namespace onshi::jobs
