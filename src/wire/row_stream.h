#pragma once

#include "wire/csv.h"
#include "wire/register_files.h"

#include <istream>
#include <memory>
#include <span>

/// The rows of a register file, whichever of its two forms it has: CSV with a header, or NDJSON (one object a line, its
/// members named as the columns). doc/formats/ describes both. One thread at a time.
namespace onshi::wire {

class RowStream
{
public:
    virtual ~RowStream() = default;

    /// Where the columns stand; call it once, first. Errors: body_empty; of CSV those of Columns::read.
    [[nodiscard]] virtual domain::Result<Columns> columns(std::span<const Column> known,
                                                          std::span<const Column> required) = 0;
    /// As CsvReader::next. A bad row tells every reason.
    [[nodiscard]] virtual CsvReader::Next next(CsvRow& row) = 0;
    [[nodiscard]] virtual const RowErrors& reasons() const = 0; ///< after bad_row
    [[nodiscard]] virtual std::size_t bytes_read() const = 0;
};

/// NDJSON if the first character is "{", else CSV. `in` must outlive the stream.
[[nodiscard]] std::unique_ptr<RowStream> open_rows(std::istream& in);

} // namespace onshi::wire
