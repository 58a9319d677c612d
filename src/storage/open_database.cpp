#include "base/fault.h"
#include "storage/database.h"
#include "storage/sqlite.h"

namespace onshi::storage {

std::unique_ptr<Database> open_database(const std::string& url)
{
    constexpr std::string_view sqlite = "sqlite:";
    if (url.starts_with(sqlite) && url.size() > sqlite.size())
        return open_sqlite(url.substr(sqlite.size()));
    throw base::Fault(base::FaultCode::setup, "database url must be sqlite:PATH");
}

} // namespace onshi::storage
