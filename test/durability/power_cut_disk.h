#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace onshi::test {

/// A disk in memory that tells what was synced from what was only written, and whose power can be cut. Until it is
/// synced, each 512-byte sector of each write and each truncation may reach the medium or not, whatever becomes of its
/// neighbours: a write may be torn and a later one survive an earlier. A file that was never synced may be missing.
/// Removing a file is on the medium at once. What was synced stays: a disk that lies about it is not modelled.
/// Any thread. Functions that give a bool give false once there is no power.
class PowerCutDisk
{
public:
    using Image = std::map<std::string, std::string>; ///< bytes of each file, by name

    explicit PowerCutDisk(Image medium = {});

    /// The power goes at the n-th change from now (write, truncation, sync or removal), which then happens in part or
    /// not at all. Each sector not yet synced is kept with that probability, by a generator with that seed.
    void cut_at(std::uint64_t nth_change, double kept, std::uint64_t seed);
    [[nodiscard]] bool has_power() const;
    /// The file whose change was under way when the power went.
    [[nodiscard]] std::string struck() const;
    /// What the medium holds. Only once the power is gone.
    [[nodiscard]] Image medium() const;

    [[nodiscard]] bool exists(const std::string& name) const;
    [[nodiscard]] std::size_t size(const std::string& name) const;
    [[nodiscard]] bool create(const std::string& name);
    [[nodiscard]] bool write(const std::string& name, std::size_t at, std::string_view bytes);
    [[nodiscard]] bool truncate(const std::string& name, std::size_t size);
    [[nodiscard]] bool sync(const std::string& name);
    [[nodiscard]] bool remove(const std::string& name);
    /// Bytes from there, as last written; `got` is how many there were.
    [[nodiscard]] bool read(const std::string& name, std::size_t at, std::span<char> to, std::size_t& got) const;

private:
    struct Change
    {
        std::size_t at; ///< or the new size
        std::string bytes;
        bool truncates;
    };
    struct File
    {
        std::string seen, synced;
        std::vector<Change> since; ///< since the last sync
        bool was_synced = false;
    };
    bool survives_change(const std::string& name);
    void cut();
    std::string remains_of(const File&);

    mutable std::mutex mutex_;
    std::map<std::string, File> files_;
    Image medium_;
    std::string struck_;
    bool power_ = true;
    std::uint64_t changes_left_ = 0; ///< 0: no cut is planned
    std::bernoulli_distribution kept_;
    std::mt19937_64 coin_;
};

} // namespace onshi::test
