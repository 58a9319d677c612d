#pragma once

#include "base/environment.h"

#include <string>
#include <string_view>

/// Codes that a person carries from one place to another, once.
namespace onshi::usecase {

/// "XXXXX-XXXXX-XXXXX-XXXXX": 20 characters of five random bits.
[[nodiscard]] std::string new_one_time_code(base::Random&);
/// What is kept of a code, hex. Hyphens, spaces and letter case do not count. `kind` keeps codes of one kind from being
/// taken for another.
[[nodiscard]] std::string one_time_code_hash(std::string_view kind, std::string_view code);

} // namespace onshi::usecase
