#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace onshi::base {

enum class FileMode { everybody_reads, owner_only };

/// The whole file. Throws Fault(io) naming it.
[[nodiscard]] std::string read_file(const std::filesystem::path&);
/// Creates the file with that mode (owner_only from its first byte on) and writes it through to the disk.
/// Throws Fault(io) naming it, also if it exists already: nothing is overwritten.
void write_new_file(const std::filesystem::path&, std::string_view content, FileMode = FileMode::everybody_reads);

/// Gives a file that was written beside its place (in the same folder) its name, once it and the name are on the disk.
/// Throws Fault(io) naming the place, also if something is there already: nothing is overwritten.
void put_in_place(const std::filesystem::path& written, const std::filesystem::path& place);
/// The same, in place of what is there: whoever reads finds the old content or the new, also after a power cut.
void replace_file(const std::filesystem::path& written, const std::filesystem::path& place);

} // namespace onshi::base
