#include "usecase/batch_record.h"

#include "usecase/audit.h"

namespace onshi::usecase {

void tally(ImportCounts& counts, storage::Put put)
{
    switch (put) {
    case storage::Put::added:
        ++counts.added;
        return;
    case storage::Put::changed:
        ++counts.changed;
        return;
    case storage::Put::unchanged:
        ++counts.unchanged;
        return;
    }
}

void record_batch(UnitOfWork& work, const domain::Caller& caller, domain::AuditEvent event, const BatchResult& result,
                  const std::string& source)
{
    work.record(make_entry(work, caller,
                           {.event = event,
                            .request = {},
                            .details = source + " added=" + std::to_string(result.counts.added) +
                                       " changed=" + std::to_string(result.counts.changed) +
                                       " unchanged=" + std::to_string(result.counts.unchanged) +
                                       " refused=" + std::to_string(result.refused.size()) +
                                       (result.held.empty() ? "" : " held=" + std::to_string(result.held.size()))}));
}

} // namespace onshi::usecase
