#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>

namespace onshi::terminal {

/// Deletes results (is_result_name) that lie in the folder for longer than that; how many. A folder that is missing
/// holds none. The age is by the clock of the disk.
std::size_t delete_expired(const std::filesystem::path& folder, std::chrono::minutes stay,
                           std::filesystem::file_time_type now);

} // namespace onshi::terminal
