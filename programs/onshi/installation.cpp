#include "onshi/installation.h"

#include "base/fault.h"
#include "pki/digest.h"
#include "storage/migrate.h"
#include "wire/rule_files.h"

namespace onshi::programs {

namespace {

base::SystemClock clock_from(const std::optional<std::string>& start, bool development)
{
    if (!start)
        return {};
    if (!development)
        throw base::Fault(base::FaultCode::setup, "--clock: only with development = true");
    const auto at = base::parse_instant(*start);
    if (!at)
        throw base::Fault(base::FaultCode::setup, "--clock: write it like 2026-04-01T09:00:00+09:00");
    return base::SystemClock(*at);
}

std::unique_ptr<storage::Database> opened(const std::string& url)
{
    auto database = storage::open_database(url);
    storage::expect_current(*database);
    return database;
}

std::string rule_book()
{
    std::string all;
    for (const auto& file : wire::rule_files())
        all.append(file.name).append("\n").append(file.text);
    return std::string(pki::bytes_of(pki::sha256({all})));
}

} // namespace

Installation::Installation(const ConfigChoice& choice, const std::optional<std::string>& clock)
    : config(load_config(choice))
    , clock_(clock_from(clock, config.development))
    , environment{clock_, random_, config.development}
    , database(opened(config.database.url))
    , desk(*database, environment,
           {.server_id = config.server.id, .rule_book = rule_book(), .readers = config.limits.readers})
{
}

domain::Caller Installation::operator_at_shell()
{
    return {.cls = domain::CallerClass::local, .id = "local", .holder = {}, .facility = {}};
}

} // namespace onshi::programs
