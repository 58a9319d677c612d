#pragma once

#include "domain/plausibility.h"
#include "jobs/register_import.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// What a coverage file would change, and whether that is plausible, before any of it is taken. Reads only.
namespace onshi::jobs {

struct CoverageDifference
{
    ImportReport report;
    std::map<std::string, std::int64_t> fields; ///< column: rows that differ in it
    std::int64_t absent = 0; ///< spells that are stored, cover today or later, and are not in the file: never ended
    std::vector<domain::Doubt> doubts; ///< why the file is implausible as a whole, insurer by insurer
    std::set<std::string> held_rules;  ///< that its rows break, one by one (domain::Doubt::rule)
};

struct DifferenceSettings
{
    /// Refusals, remarks, changes (field by field) and absent spells.
    std::function<void(const domain::FeedNote&)> on_note;
    /// After each batch; false stops the comparison (the result is then worthless).
    std::function<bool(std::size_t last_line, const ImportReport&)> on_progress;
    domain::PlausibilitySettings plausibility;
    /// Whose full file it is: spells of this insurer are looked for in it. None: nothing is absent.
    std::optional<domain::InsurerNumber> insurer;
};

/// Error: a header that does not fit the format. Memory: eight bytes a row of a full file.
[[nodiscard]] domain::Result<CoverageDifference> compare_coverage(usecase::Desk&, const domain::Caller&, std::istream&,
                                                                  const DifferenceSettings&);

} // namespace onshi::jobs
