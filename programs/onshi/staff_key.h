#pragma once

#include "base/environment.h"

#include <filesystem>
#include <string>

/// staff.key, beside the certificates: seals the secrets of authenticators, so that the database alone is not enough to
/// sign in with. 32 random bytes as base64url, one line. All servers of a database have the same.
namespace onshi::programs {

/// Throws base::Fault(io) if there is one already.
void make_staff_key(const std::filesystem::path& folder, base::Random&);
/// The bytes. Throws base::Fault(setup) if there is none, or it is none.
[[nodiscard]] std::string load_staff_key(const std::filesystem::path& folder);

} // namespace onshi::programs
