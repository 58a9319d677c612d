#pragma once

#include <span>
#include <string_view>

namespace onshi::storage {

/// The files of migrations/sqlite in order; the build writes their text into the program.
[[nodiscard]] std::span<const std::string_view> sqlite_migrations();

} // namespace onshi::storage
