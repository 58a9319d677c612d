#pragma once

#include "domain/rejection.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// 電文の暗号化: one message as the one entry of a ZIP file, AES-256 with a password (WinZip's AE-2).
namespace onshi::wire {

struct ZipEntry
{
    std::string name, bytes;
};

/// Throws base::Fault(crypto) if the library refuses.
[[nodiscard]] std::string write_encrypted_zip(const ZipEntry&, const std::string& password);

enum class ZipTrouble {
    malformed, ///< no ZIP file or an empty one, as while it is being written
    locked,    ///< another password, no encryption, several entries, or a damaged entry
    too_large, ///< the entry has more bytes than `limit`
};

[[nodiscard]] std::expected<ZipEntry, ZipTrouble> read_encrypted_zip(std::string_view zip, const std::string& password,
                                                                     std::size_t limit);

} // namespace onshi::wire
