#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace onshi::terminal {

/// One append-only file of records, each with a checksum. A record is whole or it is not there, whenever the program or
/// the machine ends. One thread at a time.
class JournalFile
{
public:
    /// Opens it or makes it (mode 0600), gives each record to `visit` in their order, and cuts off what a torn write
    /// left after the last whole one (kept beside it as PATH.broken). Throws base::Fault(io), and (setup) if another
    /// program has it open.
    JournalFile(std::filesystem::path path, const std::function<void(std::string_view)>& visit);
    ~JournalFile();
    JournalFile(const JournalFile&) = delete;
    JournalFile& operator=(const JournalFile&) = delete;

    enum class Sync {
        now,  ///< durable when append() returns
        later ///< with the next append that says now; a killed program loses nothing all the same
    };
    /// All of them in one write. Throws base::Fault(io); then none of them is there.
    void append(std::span<const std::string> records, Sync sync);
    /// From now on the file holds these and nothing else. Throws base::Fault(io); then it is as before.
    void replace(std::span<const std::string> records);

    [[nodiscard]] std::uintmax_t size() const { return size_; }
    [[nodiscard]] std::uintmax_t cut_off() const { return cut_off_; } ///< bytes, at opening

    /// True if a program has the journal of that path open.
    [[nodiscard]] static bool is_open(const std::filesystem::path& path);
    /// The file that an open journal has locked.
    [[nodiscard]] static std::filesystem::path lock_of(const std::filesystem::path& path);

private:
    void read(const std::function<void(std::string_view)>& visit);

    const std::filesystem::path path_;
    int lock_ = -1, file_ = -1;
    std::uintmax_t size_ = 0, cut_off_ = 0;
    bool dirty_ = false; ///< a failed write may have left bytes after size_
};

} // namespace onshi::terminal
