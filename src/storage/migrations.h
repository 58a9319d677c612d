#pragma once

#include <span>
#include <string_view>

namespace onshi::storage {

/// One file of migrations/<engine>: NUMBER_name.sql. The build writes their text into the program.
struct Migration
{
    int number; ///< the schema version that it leads to
    std::string_view sql;
};

/// In the order of their numbers. PostgreSQL begins with the whole of version 3; from there on both have every number.
[[nodiscard]] std::span<const Migration> sqlite_migrations();
[[nodiscard]] std::span<const Migration> postgresql_migrations();

} // namespace onshi::storage
