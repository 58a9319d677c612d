#pragma once

#include "storage/database.h"

#include <filesystem>
#include <functional>
#include <string>

/// Copies of a whole database in one file, made while it is in use: of SQLite a database, of PostgreSQL what pg_dump
/// writes. A copy is restored on the engine that it comes from.
namespace onshi::storage {

/// All that was committed when it began, in a new file that only its owner reads. The file has its name when it is
/// whole and on the disk. Error: base::Fault(io) if it exists.
Contents back_up(Database&, const std::filesystem::path& file);

/// Makes the database at `url` of such a file, whole or not at all. Error: base::Fault(setup) if something is there.
/// The schema version may be an older one: migrate() follows.
Contents restore(const std::string& url, const std::filesystem::path& copy);

// For the engines:

[[nodiscard]] Contents contents_of(Transaction&);

/// Lets `write` fill an empty file of the owner's beside `place`, and puts that in place. Nothing stays if it throws.
Contents written_beside(const std::filesystem::path& place,
                        const std::function<Contents(const std::filesystem::path&)>& write);

} // namespace onshi::storage
