#include "terminal/identity.h"

#include "base/fault.h"
#include "base/files.h"
#include "pki/certificate.h"

#include <cstdio>
#include <fcntl.h>
#include <system_error>

namespace onshi::terminal {

namespace {

std::string serial_of(const Identity& identity)
{
    const auto facts = pki::read_certificate(identity.certificate);
    if (!facts)
        throw base::Fault(base::FaultCode::setup, "certificate.pem: is no certificate");
    return facts->serial;
}

void move_folder(const std::filesystem::path& from, const std::filesystem::path& to)
{
    std::error_code failed;
    std::filesystem::rename(from, to, failed);
    if (failed)
        throw base::Fault(base::FaultCode::io, from.string() + ": cannot rename: " + failed.message());
}

} // namespace

Identity load_identity(const std::filesystem::path& folder)
{
    return {base::read_file(folder / "certificate.pem"), base::read_file(folder / "key.pem"),
            base::read_file(folder / "authority.pem"), base::read_file(folder / "holder")};
}

void save_identity(const Identity& identity, const std::filesystem::path& folder)
{
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        throw base::Fault(base::FaultCode::io, folder.string() + ": cannot create: " + failed.message());
    base::write_new_file(folder / "key.pem", identity.key, base::FileMode::owner_only);
    base::write_new_file(folder / "certificate.pem", identity.certificate);
    base::write_new_file(folder / "authority.pem", identity.authority);
    base::write_new_file(folder / "holder", identity.holder);
}

std::filesystem::path replace_identity(const Identity& identity, const std::filesystem::path& folder)
{
    // The folder itself, also where the name is a link to it: its neighbours are on the same disk.
    std::error_code failed;
    const auto home = std::filesystem::canonical(folder, failed);
    if (failed)
        throw base::Fault(base::FaultCode::io, folder.string() + ": cannot open: " + failed.message());
    const auto beside = home.parent_path() / ("new-" + serial_of(identity));
    const auto previous = home.parent_path() / ("previous-" + serial_of(load_identity(home)));
    if (std::filesystem::exists(previous, failed))
        throw base::Fault(base::FaultCode::io, previous.string() + ": is there already");
    save_identity(identity, beside);
    if (::renameat2(AT_FDCWD, beside.c_str(), AT_FDCWD, home.c_str(), RENAME_EXCHANGE) == 0) {
        move_folder(beside, previous);
        return previous;
    }
    // A disk that cannot exchange two names: for a moment there is none, and nothing is lost if it ends there.
    move_folder(home, previous);
    move_folder(beside, home);
    return previous;
}

} // namespace onshi::terminal
