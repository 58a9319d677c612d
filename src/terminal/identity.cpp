#include "terminal/identity.h"

#include "base/fault.h"
#include "base/files.h"

namespace onshi::terminal {

Identity load_identity(const std::filesystem::path& folder)
{
    return {base::read_file(folder / "certificate.pem"), base::read_file(folder / "key.pem"),
            base::read_file(folder / "authority.pem"), base::read_file(folder / "holder")};
}

void save_identity(const Identity& identity, const std::filesystem::path& folder)
{
    std::filesystem::create_directories(folder);
    base::write_new_file(folder / "key.pem", identity.key, base::FileMode::owner_only);
    base::write_new_file(folder / "certificate.pem", identity.certificate);
    base::write_new_file(folder / "authority.pem", identity.authority);
    base::write_new_file(folder / "holder", identity.holder);
}

} // namespace onshi::terminal
