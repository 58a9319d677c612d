#pragma once

#include "storage/database.h"

#include <memory>
#include <string>

namespace onshi::storage {

/// SQLite in write-ahead-log mode with synchronous=FULL: a commit that returned survives a power cut.
[[nodiscard]] std::unique_ptr<Database> open_sqlite(const std::string& path);
/// Database::copy_to the other way: makes the database of a copy, where there is none yet.
Contents restore_sqlite(const std::string& path, const std::filesystem::path& copy);

/// How the tests of durability open it: on a disk that loses power, and with less care, to show that it is missed.
/// Only they call this. open_database does not, so no configuration can weaken the product.
struct SqliteOnTrial
{
    std::string vfs;                  ///< name under which a VFS is registered with SQLite; empty: the system's
    std::string synchronous = "FULL"; ///< or NORMAL, OFF
};
[[nodiscard]] std::unique_ptr<Database> open_sqlite_on_trial(const std::string& path, const SqliteOnTrial&);

} // namespace onshi::storage
