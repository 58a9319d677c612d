#include "usecase/exports.h"

#include "base/fault.h"
#include "storage/coverage_store.h"
#include "usecase/audit.h"

#include <algorithm>
#include <tuple>

namespace onshi::usecase {

namespace {

bool comes_before(const domain::Coverage& a, const domain::Coverage& b)
{
    const auto key = [](const domain::Coverage& c) {
        return std::tie(c.gained, c.insurer.text(), c.id.normal_key(), c.id.branch());
    };
    return key(a) < key(b);
}

} // namespace

std::int64_t export_coverage(UnitOfWork& work, const domain::Caller& caller,
                             const std::function<void(const domain::CoverageReport&)>& sink)
{
    std::int64_t rows = 0;
    work.coverages.each(work.known_through(), [&](std::string_view code, std::vector<domain::Coverage> spells) {
        const auto person = domain::PersonCode::parse(code);
        ONSHI_CHECK(person.has_value());
        std::ranges::sort(spells, comes_before);
        for (auto& spell : spells)
            sink({*person, std::move(spell)});
        rows += static_cast<std::int64_t>(spells.size());
    });
    work.record(make_entry(
        work, caller,
        {.event = domain::AuditEvent::coverage_exported, .request = {}, .details = "rows=" + std::to_string(rows)}));
    return rows;
}

void note_backup(UnitOfWork& work, const domain::Caller& caller, const std::string& file)
{
    work.record(make_entry(
        work, caller, {.event = domain::AuditEvent::database_backed_up, .request = {}, .details = "file=" + file}));
}

} // namespace onshi::usecase
