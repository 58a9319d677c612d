#include "base/fault.h"
#include "storage/database.h"
#include "storage/postgresql.h"
#include "storage/sqlite.h"

namespace onshi::storage {

std::unique_ptr<Database> open_database(const std::string& url)
{
    constexpr std::string_view sqlite = "sqlite:";
    if (url.starts_with(sqlite) && url.size() > sqlite.size())
        return open_sqlite(url.substr(sqlite.size()));
    if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
        return open_postgresql(url);
    throw base::Fault(base::FaultCode::setup, "database url must be sqlite:PATH or postgresql://...");
}

} // namespace onshi::storage
