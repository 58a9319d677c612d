#include "terminal/exchange/placement.h"

#include "base/fault.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace onshi::terminal {

namespace {

constexpr std::string_view hidden_begin = ".onshi-", hidden_end = ".part";
/// Bytes withheld until the hidden file is gone: "</XmlMsg>" and the line's end are ten, the end of a ZIP file is 22.
constexpr std::size_t end_bytes = 32;

std::filesystem::path beside(const std::filesystem::path& folder, const std::string& id)
{
    return folder / (std::string(hidden_begin) + id + std::string(hidden_end));
}

[[noreturn]] void fail(const std::filesystem::path& folder, const char* step)
{
    throw base::Fault(base::FaultCode::io, folder.string() + ": cannot " + step + ": " + std::strerror(errno));
}

class OpenFile
{
public:
    OpenFile(const std::filesystem::path& path, const std::filesystem::path& folder, int flags)
        : folder_(folder)
        , file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0660)) // the share's group reads it
    {
        if (file_ < 0)
            fail(folder_, "create a result");
    }
    ~OpenFile() { ::close(file_); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    void write(std::string_view bytes, std::size_t at) const
    {
        while (!bytes.empty()) {
            const auto written = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(at));
            if (written < 0 && errno != EINTR)
                fail(folder_, "write a result");
            const auto count = written < 0 ? 0 : static_cast<std::size_t>(written);
            bytes.remove_prefix(count);
            at += count;
        }
    }

private:
    const std::filesystem::path& folder_;
    int file_;
};

} // namespace

void forget_beside(const std::filesystem::path& folder, const std::string& id)
{
    if (::unlink(beside(folder, id).c_str()) != 0 && errno != ENOENT)
        fail(folder, "delete a file");
}

void lay_beside(const Result& result, const std::string& id)
{
    const OpenFile file(beside(result.folder, id), result.folder, O_TRUNC);
    file.write(result.bytes, 0);
}

void put_in_folder(const Result& result, const std::string& id, Delivery delivery)
{
    const auto place = result.folder / result.name;
    switch (delivery) {
    case Delivery::rename:
        if (::rename(beside(result.folder, id).c_str(), place.c_str()) != 0)
            fail(result.folder, "rename a result");
        return;
    case Delivery::in_place: {
        const OpenFile file(place, result.folder, O_TRUNC);
        const std::string_view bytes = result.bytes;
        const auto withheld = std::min(end_bytes, bytes.size());
        file.write(bytes.substr(0, bytes.size() - withheld), 0);
        forget_beside(result.folder, id);
        file.write(bytes.substr(bytes.size() - withheld), bytes.size() - withheld);
        return;
    }
    }
}

bool was_put_in_folder(const Result& result, const std::string& id)
{
    struct stat facts = {};
    if (::stat(result.folder.c_str(), &facts) != 0)
        fail(result.folder, "open"); // a share that is not there says nothing about its files
    if (::stat(beside(result.folder, id).c_str(), &facts) == 0)
        return false;
    const auto place = result.folder / result.name;
    if (::stat(place.c_str(), &facts) == 0 && static_cast<std::size_t>(facts.st_size) < result.bytes.size()) {
        const OpenFile file(place, result.folder, 0);
        file.write(result.bytes, 0);
    }
    return true;
}

void sync_folder(const std::filesystem::path& folder)
{
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0)
        fail(folder, "open");
    const bool synced = ::syncfs(opened) == 0;
    ::close(opened);
    if (!synced)
        fail(folder, "sync");
}

bool lies_beside(const std::string& name) { return name.starts_with(hidden_begin) && name.ends_with(hidden_end); }

} // namespace onshi::terminal
