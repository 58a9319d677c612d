#include "jobs/batch_report.h"

#include "jobs/row_batches.h"

namespace onshi::jobs {

void add(ImportReport& report, const usecase::BatchResult& result)
{
    report.added += static_cast<std::int64_t>(result.counts.added);
    report.changed += static_cast<std::int64_t>(result.counts.changed);
    report.unchanged += static_cast<std::int64_t>(result.counts.unchanged);
    report.refused += static_cast<std::int64_t>(result.refused.size());
    report.held += static_cast<std::int64_t>(result.held.size());
    report.remarks += static_cast<std::int64_t>(result.remarks.size());
}

void add_notes(std::vector<domain::FeedNote>& notes, const usecase::BatchResult& result,
               const std::vector<std::size_t>& lines)
{
    for (const auto& refused : result.refused)
        for (const auto& reason : refused.reasons)
            notes.push_back(refusal_note(lines[refused.index], reason));
    for (const auto& held : result.held)
        for (const auto& doubt : held.doubts)
            notes.push_back({static_cast<std::int64_t>(lines[held.index]),
                             domain::FeedNoteKind::held,
                             std::string(doubt.field.name),
                             {},
                             doubt.text});
    for (const auto& remark : result.remarks)
        notes.push_back({static_cast<std::int64_t>(lines[remark.index]),
                         domain::FeedNoteKind::remark,
                         remark.field,
                         {},
                         remark.text});
}

} // namespace onshi::jobs
