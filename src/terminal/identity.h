#pragma once

#include <filesystem>
#include <string>

namespace onshi::terminal {

/// What a terminal is known by at the centre. A folder holds it: certificate.pem, key.pem (mode 0600), authority.pem
/// (the centre's root) and holder (the facility code).
struct Identity
{
    std::string certificate, key, authority, holder;
};

/// Throws base::Fault(io) naming the file that cannot be read or written.
[[nodiscard]] Identity load_identity(const std::filesystem::path& folder);
/// Makes the folder if it is missing. Never overwrites another identity: base::Fault(io) if one is there.
void save_identity(const Identity&, const std::filesystem::path& folder);

/// Puts the identity in the place of the one in `folder`, so that a reader of the folder's name finds either the old
/// identity or the new one, whole. The folder that was there, with all its files, is kept beside it under the name
/// given back: "previous-" and the serial of its certificate. Throws base::Fault(io) for what cannot be read or
/// written, (setup) if one of the certificates is none.
std::filesystem::path replace_identity(const Identity&, const std::filesystem::path& folder);

} // namespace onshi::terminal
