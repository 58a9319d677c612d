#pragma once

#include "domain/rejection.h"

#include <initializer_list>
#include <string>
#include <string_view>

/// Which passwords staff may choose: NIST SP 800-63B (2017), section 5.1.1.2. It asks for at least eight characters;
/// here twelve, because these passwords guard other people's medical information.
namespace onshi::domain {

/// The password as it is compared and hashed: NFC. Any characters but controls; spaces count. `related`: login,
/// facility code, facility name: the password may not hold one of them (texts of fewer than four characters are not
/// looked for). Error: staff_password_weak with its reason; never with the password.
[[nodiscard]] Result<std::string> accept_password(std::string_view typed,
                                                  std::initializer_list<std::string_view> related);

/// NFC of what somebody typed to be compared; empty if it can be nobody's password (longer than any, no UTF-8).
[[nodiscard]] std::string typed_password(std::string_view typed);

} // namespace onshi::domain
