#include "support/memory_centre.h"

#include "base/fault.h"
#include "storage/migrate.h"
#include "usecase/imports.h"

#include <array>

namespace onshi::test {

namespace {

std::unique_ptr<storage::Database> current(std::unique_ptr<storage::Database> database)
{
    storage::expect_current(*database);
    return database;
}

} // namespace

MemoryCentre::MemoryCentre(const std::string& url)
    : MemoryCentre(storage::open_database(url))
{
}

MemoryCentre::MemoryCentre(std::unique_ptr<storage::Database> opened)
    : clock(instant("2026-04-01T09:02:12+09:00"))
    , database(current(std::move(opened)))
    , desk(*database, environment, {.server_id = "test", .rule_book = std::string(32, 'r'), .readers = 2})
{
    const std::array insurers{domain::Insurer{insurer(sample_society), "見本健康保険組合"},
                              domain::Insurer{insurer(sample_city), "架空県見本市"},
                              domain::Insurer{insurer(sample_late_elderly), "架空県後期高齢者医療広域連合"}};
    const std::array facilities{domain::Facility{facility(clinic), "見本診療所", 0},
                                domain::Facility{facility(other_clinic), "例示薬局", 1}};
    desk.write_now([&](usecase::UnitOfWork& work) {
        static_cast<void>(import_batch(work, shell(), std::span<const domain::Insurer>(insurers), "test"));
        static_cast<void>(import_batch(work, shell(), std::span<const domain::Facility>(facilities), "test"));
    });
}

void MemoryCentre::report(const std::string& person_code, const domain::Coverage& coverage)
{
    const std::array reports{domain::CoverageReport{person(person_code), coverage}};
    const auto result = desk.write_now([&](usecase::UnitOfWork& work) {
        return import_batch(work, shell(), std::span<const domain::CoverageReport>(reports), "test");
    });
    ONSHI_CHECK(result.refused.empty());
}

domain::Caller MemoryCentre::terminal(const char* code)
{
    return {.cls = domain::CallerClass::terminal,
            .id = std::string("serial-of-") + code,
            .holder = code,
            .facility = facility(code)};
}

domain::Caller MemoryCentre::shell()
{
    return {.cls = domain::CallerClass::local, .id = "local", .holder = {}, .facility = {}};
}

} // namespace onshi::test
