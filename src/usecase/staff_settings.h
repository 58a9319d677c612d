#pragma once

#include "pki/passkey.h"

#include <chrono>
#include <cstdint>

namespace onshi::usecase {

/// How staff sign in; onshi.example.toml says why each default is what it is.
struct StaffSettings
{
    std::chrono::minutes idle{15};       ///< without a request a session ends
    std::chrono::hours session{12};      ///< and at the latest after this
    std::int64_t failures = 5;           ///< in a row, then a waiting time begins
    std::chrono::seconds first_wait{60}; ///< doubles with each further failure
    std::chrono::seconds longest_wait{3600};
    pki::Site passkeys{.id = "localhost", .origins = {"http://localhost:*"}};
};

} // namespace onshi::usecase
