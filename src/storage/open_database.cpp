#include "base/fault.h"
#include "storage/backup.h"
#include "storage/postgresql.h"
#include "storage/sqlite.h"

#include <optional>

namespace onshi::storage {

namespace {

/// The path in "sqlite:PATH"; none if it is a URL of PostgreSQL's.
std::optional<std::string> sqlite_path(const std::string& url)
{
    constexpr std::string_view sqlite = "sqlite:";
    if (url.starts_with(sqlite) && url.size() > sqlite.size())
        return url.substr(sqlite.size());
    if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
        return std::nullopt;
    throw base::Fault(base::FaultCode::setup, "database url must be sqlite:PATH or postgresql://...");
}

} // namespace

std::unique_ptr<Database> open_database(const std::string& url)
{
    const auto path = sqlite_path(url);
    return path ? open_sqlite(*path) : open_postgresql(url);
}

Contents restore(const std::string& url, const std::filesystem::path& copy)
{
    const auto path = sqlite_path(url);
    return path ? restore_sqlite(*path, copy) : restore_postgresql(url, copy);
}

} // namespace onshi::storage
