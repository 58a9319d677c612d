#pragma once

#include <chrono>
#include <filesystem>

namespace onshi::terminal {

/// Waits until something happens in a folder, or until time is up: a share may tell nothing, so whoever waits looks by
/// himself from time to time.
class FolderWatch
{
public:
    FolderWatch();
    ~FolderWatch();
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;

    /// From now on of that folder too, if the system can; again after it was missing.
    void add(const std::filesystem::path& folder);
    /// Returns early if a file was made, written, closed or moved there, or wake() was called.
    void wait(std::chrono::milliseconds longest);
    void wake(); ///< any thread

private:
    int inotify_ = -1, woken_ = -1;
};

} // namespace onshi::terminal
