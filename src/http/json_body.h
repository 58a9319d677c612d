#pragma once

#include "domain/rejection.h"
#include "net/message.h"

#include <initializer_list>
#include <string>
#include <vector>

namespace onshi::http {

/// The texts of these members of a JSON body, none of them empty. Errors: unknown_value, element_missing.
[[nodiscard]] domain::Result<std::vector<std::string>> texts_of(const net::Request&,
                                                                std::initializer_list<const char*> members);

} // namespace onshi::http
