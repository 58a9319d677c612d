#pragma once

#include "storage/database.h"

#include <memory>
#include <string>

namespace onshi::storage {

/// PostgreSQL 15 or newer by any libpq URI (several hosts, sslmode ... are libpq's). Readers have a REPEATABLE READ
/// snapshot; writers, also those of other servers, take turns by an advisory lock.
/// Error: base::Fault(setup), saying what to set, if the server cannot be reached or would lose commits in a power cut.
[[nodiscard]] std::unique_ptr<Database> open_postgresql(const std::string& url);
/// Database::copy_to the other way, into a database without tables.
Contents restore_postgresql(const std::string& url, const std::filesystem::path& copy);

} // namespace onshi::storage
