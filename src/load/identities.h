#pragma once

#include "terminal/identity.h"

#include <filesystem>
#include <vector>

namespace onshi::load {

/// The identities in the folders of this folder (terminal/identity.h), by name; what is no identity is passed over, and
/// so is one that a renewal has replaced ("previous-..."). Throws base::Fault(setup) if there is none, (io) if one
/// cannot be read.
[[nodiscard]] std::vector<terminal::Identity> load_identities(const std::filesystem::path& folder);

} // namespace onshi::load
