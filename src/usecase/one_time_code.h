#pragma once

#include "base/environment.h"

#include <string>
#include <string_view>

/// What somebody is given once: codes that a person carries from one place to another, and tokens that a machine keeps.
namespace onshi::usecase {

/// "XXXXX-XXXXX-XXXXX-XXXXX": 20 characters of five random bits.
[[nodiscard]] std::string new_one_time_code(base::Random&);
/// What is kept of a code, hex. Hyphens, spaces and letter case do not count. `kind` keeps codes of one kind from being
/// taken for another.
[[nodiscard]] std::string one_time_code_hash(std::string_view kind, std::string_view code);

/// 32 random bytes as base64url: 43 characters.
[[nodiscard]] std::string new_token(base::Random&);

} // namespace onshi::usecase
