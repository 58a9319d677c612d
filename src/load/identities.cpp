#include "load/identities.h"

#include "base/fault.h"

#include <algorithm>
#include <system_error>

namespace onshi::load {

std::vector<terminal::Identity> load_identities(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> found;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
        if (exists(entry.path() / "certificate.pem") && !entry.path().filename().string().starts_with("previous-"))
            found.push_back(entry.path());
    if (found.empty())
        throw base::Fault(base::FaultCode::setup,
                          folder.string() + ": holds no folder that `onshi enrol --output` made");
    std::ranges::sort(found);
    std::vector<terminal::Identity> identities;
    for (const auto& one : found)
        identities.push_back(terminal::load_identity(one));
    return identities;
}

} // namespace onshi::load
