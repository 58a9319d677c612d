#include "jobs/held_rows.h"

#include "jobs/row_batches.h"
#include "usecase/quarantine.h"
#include "wire/register_files.h"

#include <sstream>

namespace onshi::jobs {

domain::HeldRow held_row(const std::string& feed, std::size_t line, const usecase::DoubtfulRow& held,
                         const domain::CoverageReport& report)
{
    domain::HeldRow row{.feed = feed, .line = static_cast<std::int64_t>(line)};
    for (const auto& doubt : held.doubts)
        row.reasons += doubt.text + "\n";
    const auto& format = wire::coverage_file();
    wire::append_header(row.content, format.columns);
    format.write(row.content, {report.person, report.coverage});
    return row;
}

domain::Result<void> accept_held_row(usecase::Desk& desk, const domain::Caller& caller, const std::string& id,
                                     const std::string& reason)
{
    const auto item = desk.read_now([&](usecase::UnitOfWork& work) { return usecase::see_held_row(work, id); });
    if (!item)
        return std::unexpected(item.error());
    std::istringstream content(item->content);
    RowBatches<wire::CoverageRow> batches(content, wire::coverage_file(), 1);
    if (const auto begun = batches.begin(); !begun)
        return begun;
    const auto batch = batches.next(0);
    if (batch.rows.empty()) // the format has become stricter since
        return std::unexpected(
            domain::Rejection{domain::ErrorCode::contradiction, batch.notes.front().field, batch.notes.front().text});
    const domain::CoverageReport report{batch.rows.front().person, batch.rows.front().coverage};
    return desk.write_now(
        [&](usecase::UnitOfWork& work) { return usecase::accept_held_row(work, caller, id, report, reason); });
}

} // namespace onshi::jobs
