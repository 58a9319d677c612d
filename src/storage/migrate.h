#pragma once

#include "storage/database.h"

namespace onshi::storage {

/// The schema version this program works with.
[[nodiscard]] int schema_version();
/// The version the database has; 0 if it is empty.
[[nodiscard]] int version_of(Database&);
/// Brings the database to schema_version(): each step is one numbered file and one transaction;
/// an empty database takes them all in one. Returns steps taken.
/// Error: base::Fault(setup) if the database is newer than this program.
int migrate(Database&);
/// Makes an empty database ready; refuses any other version than schema_version() with base::Fault(setup), naming the
/// command that mends it.
void expect_current(Database&);

} // namespace onshi::storage
