#pragma once

#include "domain/caller.h"
#include "domain/rejection.h"
#include "usecase/desk.h"

#include <cstddef>
#include <functional>
#include <istream>
#include <optional>
#include <string>

/// Import of the three register files (doc/formats/): reads, checks, and hands on in batches; each batch is one unit of
/// work. Good rows are taken; every bad row is reported with its line, column and reason, and left out.
namespace onshi::jobs {

enum class RegisterFile { insurers, facilities, coverage };

/// "insurers", "facilities" or "coverage".
[[nodiscard]] std::optional<RegisterFile> register_file(const std::string& name);

struct ImportReport
{
    std::size_t rows = 0; ///< read, without the header
    std::size_t added = 0, changed = 0, unchanged = 0;
    std::size_t refused = 0; ///< rows, not errors: a row may have several
    std::size_t remarks = 0; ///< what the insurer should look at in rows that were taken
};

struct ImportSettings
{
    std::string source; ///< the file's name, for the record
    /// For each error of a row: the line it begins at, and what is wrong.
    std::function<void(std::size_t line, const domain::Rejection&)> on_error;
    /// For each remark on a row that was taken (usecase::RowRemark).
    std::function<void(std::size_t line, const std::string& field, const std::string& text)> on_remark;
    /// After each batch.
    std::function<void(std::size_t bytes, const ImportReport&)> on_progress;
};

/// Error: a header that does not fit the format (nothing is taken). Throws base::Fault if the database does not take a
/// batch; the batches before it stay, and importing the same file again changes nothing of them.
[[nodiscard]] domain::Result<ImportReport> import_register(usecase::Desk&, const domain::Caller&, RegisterFile,
                                                           std::istream&, const ImportSettings&);

} // namespace onshi::jobs
