#include "base/files.h"

#include "base/fault.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace onshi::base {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const char* doing, int error)
{
    throw Fault(FaultCode::io, path.string() + ": cannot " + doing + ": " + std::strerror(error));
}

struct Descriptor
{
    int fd;
    ~Descriptor()
    {
        if (fd >= 0)
            ::close(fd);
    }
};

} // namespace

std::string read_file(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in)
        fail(path, "open", errno);
    std::ostringstream content;
    content << in.rdbuf();
    if (in.bad())
        fail(path, "read", errno);
    return std::move(content).str();
}

void write_new_file(const std::filesystem::path& path, std::string_view content, FileMode mode)
{
    const int permissions = mode == FileMode::owner_only ? 0600 : 0644;
    const Descriptor file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)};
    if (file.fd < 0)
        fail(path, "create", errno);
    while (!content.empty()) {
        const auto written = ::write(file.fd, content.data(), content.size());
        if (written < 0)
            fail(path, "write", errno);
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.fd) != 0)
        fail(path, "sync", errno);
}

namespace {

void sync(const std::filesystem::path& path)
{
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.fd < 0 || ::fsync(file.fd) != 0)
        fail(path, "sync", errno);
}

} // namespace

void put_in_place(const std::filesystem::path& written, const std::filesystem::path& place)
{
    if (std::filesystem::exists(place))
        fail(place, "create", EEXIST);
    replace_file(written, place);
}

void replace_file(const std::filesystem::path& written, const std::filesystem::path& place)
{
    sync(written);
    std::filesystem::rename(written, place);
    sync(place.has_parent_path() ? place.parent_path() : ".");
}

} // namespace onshi::base
