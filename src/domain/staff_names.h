#pragma once

#include "domain/rejection.h"

#include <string>
#include <string_view>

/// What a member is called, by the system and by people. Both are personal: neither is ever logged.
namespace onshi::domain {

/// 3 to 64 of a-z 0-9 . _ @ -, capitals and full-width forms made small and narrow. Errors: length, characters.
[[nodiscard]] Result<std::string> parse_login(std::string_view text);
/// 1 to 100 characters without controls, trimmed. Errors: element_missing, length, characters.
[[nodiscard]] Result<std::string> parse_staff_name(std::string_view text);

} // namespace onshi::domain
