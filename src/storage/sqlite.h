#pragma once

#include "storage/database.h"

#include <memory>
#include <string>

namespace onshi::storage {

/// SQLite in write-ahead-log mode with synchronous=FULL: a commit that returned survives a power cut.
[[nodiscard]] std::unique_ptr<Database> open_sqlite(const std::string& path);
/// Database::copy_to the other way: makes the database of a copy, where there is none yet.
Contents restore_sqlite(const std::string& path, const std::filesystem::path& copy);

} // namespace onshi::storage
