#include "terminal/exchange/folder_watch.h"

#include "base/fault.h"

#include <array>
#include <cstdint>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace onshi::terminal {

FolderWatch::FolderWatch()
    : inotify_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) // none left: poll() passes over it, and looking goes on
    , woken_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    if (woken_ < 0)
        throw base::Fault(base::FaultCode::io, "cannot make an event");
}

FolderWatch::~FolderWatch()
{
    ::close(inotify_);
    ::close(woken_);
}

void FolderWatch::add(const std::filesystem::path& folder)
{
    static_cast<void>(::inotify_add_watch(inotify_, folder.c_str(), IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO));
}

void FolderWatch::wait(std::chrono::milliseconds longest)
{
    std::array<pollfd, 2> both{pollfd{inotify_, POLLIN, 0}, pollfd{woken_, POLLIN, 0}};
    static_cast<void>(::poll(both.data(), both.size(), static_cast<int>(longest.count())));
    std::array<char, 4096> told{};
    while (::read(inotify_, told.data(), told.size()) > 0) {
    }
    std::uint64_t count = 0;
    static_cast<void>(!::read(woken_, &count, sizeof count));
}

void FolderWatch::wake()
{
    const std::uint64_t one = 1;
    static_cast<void>(!::write(woken_, &one, sizeof one));
}

} // namespace onshi::terminal
