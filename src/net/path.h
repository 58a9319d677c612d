#pragma once

#include <string_view>

namespace onshi::net {

/// True if the path is of the pattern's form: "/feeds/{id}" fits any one segment in the place of {id}.
[[nodiscard]] bool path_fits(std::string_view pattern, std::string_view path);

} // namespace onshi::net
