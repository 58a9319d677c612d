#include "usecase/imports.h"

#include "storage/coverage_store.h"
#include "storage/register_store.h"
#include "usecase/audit.h"

#include <map>

namespace onshi::usecase {

namespace {

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
                                       " refused=" + std::to_string(result.refused.size())}));
}

template<class Entry>
BatchResult import_register(UnitOfWork& work, const domain::Caller& caller, std::span<const Entry> rows,
                            const std::string& source, domain::AuditEvent event)
{
    BatchResult result;
    for (const auto& row : rows)
        tally(result.counts, work.registers.put(row, work.recorded_at()));
    record_batch(work, caller, event, result, source);
    return result;
}

/// Which insurers are in the register, asked once for each in a batch.
class KnownInsurers
{
public:
    explicit KnownInsurers(UnitOfWork& work)
        : work_(work)
    {
    }
    bool has(const domain::InsurerNumber& number)
    {
        const auto [place, is_new] = known_.try_emplace(number, false);
        if (is_new)
            place->second = work_.registers.insurer(number, work_.known_through()).has_value();
        return place->second;
    }

private:
    UnitOfWork& work_;
    std::map<domain::InsurerNumber, bool> known_;
};

} // namespace

BatchResult import_batch(UnitOfWork& work, const domain::Caller& caller, std::span<const domain::Insurer> rows,
                         const std::string& source)
{
    return import_register(work, caller, rows, source, domain::AuditEvent::insurers_imported);
}

BatchResult import_batch(UnitOfWork& work, const domain::Caller& caller, std::span<const domain::Facility> rows,
                         const std::string& source)
{
    return import_register(work, caller, rows, source, domain::AuditEvent::facilities_imported);
}

BatchResult import_batch(UnitOfWork& work, const domain::Caller& caller, std::span<const domain::CoverageReport> rows,
                         const std::string& source)
{
    BatchResult result;
    KnownInsurers insurers(work);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!insurers.has(rows[i].coverage.insurer)) {
            result.refused.push_back({i, domain::rejection(domain::ErrorCode::insurer_unknown, "insurer_number")});
            continue;
        }
        tally(result.counts, work.coverages.put(rows[i].person, rows[i].coverage, work.recorded_at()));
    }
    record_batch(work, caller, domain::AuditEvent::coverage_imported, result, source);
    return result;
}

} // namespace onshi::usecase
