#pragma once

#include "jobs/register_import.h"

#include <map>
#include <optional>

/// What a full coverage file (全件) would change, before it is taken. Reads only.
namespace onshi::jobs {

struct CoverageDifference
{
    ImportReport report;
    std::map<std::string, std::int64_t> fields; ///< column: rows that differ in it
    std::int64_t absent =
        0; ///< spells that are stored, cover today or later, and are not in the file. Never ended by it
};

struct DifferenceSettings
{
    /// Refusals, remarks, changes (field by field) and absent spells.
    std::function<void(const domain::FeedNote&)> on_note;
    /// After each batch; false stops the comparison (the result is then worthless).
    std::function<bool(std::size_t last_line, const ImportReport&)> on_progress;
    /// Whose file it is: spells of this insurer are looked for in it. None: nothing is absent.
    std::optional<domain::InsurerNumber> insurer;
};

/// Error: a header that does not fit the format. Memory: eight bytes a row.
[[nodiscard]] domain::Result<CoverageDifference> compare_coverage(usecase::Desk&, const domain::Caller&, std::istream&,
                                                                  const DifferenceSettings&);

} // namespace onshi::jobs
