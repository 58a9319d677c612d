#include "terminal/exchange/expiry.h"

#include "terminal/exchange/file_name.h"

#include <system_error>
#include <vector>

namespace onshi::terminal {

std::size_t delete_expired(const std::filesystem::path& folder, std::chrono::minutes stay,
                           std::filesystem::file_time_type now)
{
    namespace fs = std::filesystem;
    std::error_code failed;
    std::vector<fs::path> expired;
    fs::directory_iterator entries(folder, failed);
    for (; !failed && entries != fs::directory_iterator(); entries.increment(failed)) {
        std::error_code gone;
        const auto changed = entries->last_write_time(gone);
        if (!gone && is_result_name(entries->path().filename().string()) && now - changed > stay)
            expired.push_back(entries->path());
    }
    std::size_t deleted = 0;
    for (const auto& path : expired)
        deleted += fs::remove(path, failed) ? 1 : 0;
    return deleted;
}

} // namespace onshi::terminal
