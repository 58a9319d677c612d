#include "durability/power_cut_disk.h"

#include <algorithm>

namespace onshi::test {

namespace {

constexpr std::size_t sector = 512;

void put(std::string& file, std::size_t at, std::string_view bytes)
{
    if (file.size() < at + bytes.size())
        file.resize(at + bytes.size(), '\0');
    file.replace(at, bytes.size(), bytes);
}

} // namespace

PowerCutDisk::PowerCutDisk(Image medium)
{
    for (auto& [name, bytes] : medium)
        files_[name] = {bytes, bytes, {}, true};
}

void PowerCutDisk::cut_at(std::uint64_t nth_change, double kept, std::uint64_t seed)
{
    const std::scoped_lock lock(mutex_);
    changes_left_ = nth_change;
    kept_ = std::bernoulli_distribution(kept);
    coin_.seed(seed);
}

bool PowerCutDisk::has_power() const
{
    const std::scoped_lock lock(mutex_);
    return power_;
}

std::string PowerCutDisk::struck() const
{
    const std::scoped_lock lock(mutex_);
    return struck_;
}

PowerCutDisk::Image PowerCutDisk::medium() const
{
    const std::scoped_lock lock(mutex_);
    return medium_;
}

bool PowerCutDisk::exists(const std::string& name) const
{
    const std::scoped_lock lock(mutex_);
    return files_.contains(name);
}

std::size_t PowerCutDisk::size(const std::string& name) const
{
    const std::scoped_lock lock(mutex_);
    return files_.at(name).seen.size();
}

bool PowerCutDisk::create(const std::string& name)
{
    const std::scoped_lock lock(mutex_);
    files_.try_emplace(name);
    return power_;
}

bool PowerCutDisk::write(const std::string& name, std::size_t at, std::string_view bytes)
{
    const std::scoped_lock lock(mutex_);
    if (!power_)
        return false;
    auto& file = files_.at(name);
    put(file.seen, at, bytes);
    file.since.push_back({at, std::string(bytes), false});
    return survives_change(name);
}

bool PowerCutDisk::truncate(const std::string& name, std::size_t size)
{
    const std::scoped_lock lock(mutex_);
    if (!power_)
        return false;
    auto& file = files_.at(name);
    file.seen.resize(size, '\0');
    file.since.push_back({size, {}, true});
    return survives_change(name);
}

bool PowerCutDisk::sync(const std::string& name)
{
    const std::scoped_lock lock(mutex_);
    if (!power_ || !survives_change(name))
        return false;
    auto& file = files_.at(name);
    for (const auto& change : file.since)
        change.truncates ? file.synced.resize(change.at, '\0') : put(file.synced, change.at, change.bytes);
    file.since.clear();
    file.was_synced = true;
    return true;
}

bool PowerCutDisk::remove(const std::string& name)
{
    const std::scoped_lock lock(mutex_);
    if (!power_ || !survives_change(name))
        return false;
    files_.erase(name);
    return true;
}

bool PowerCutDisk::read(const std::string& name, std::size_t at, std::span<char> to, std::size_t& got) const
{
    const std::scoped_lock lock(mutex_);
    const auto& bytes = files_.at(name).seen;
    got = at < bytes.size() ? bytes.copy(to.data(), to.size(), at) : 0;
    return power_;
}

bool PowerCutDisk::survives_change(const std::string& name)
{
    if (changes_left_ == 0 || --changes_left_ > 0)
        return true;
    struck_ = name;
    cut();
    return false;
}

void PowerCutDisk::cut()
{
    power_ = false;
    for (const auto& [name, file] : files_)
        if (file.was_synced || kept_(coin_))
            medium_[name] = remains_of(file);
}

std::string PowerCutDisk::remains_of(const File& file)
{
    std::string bytes = file.synced;
    for (const auto& change : file.since) {
        if (change.truncates && kept_(coin_))
            bytes.resize(change.at, '\0');
        for (std::size_t done = 0; done < change.bytes.size();) {
            const std::size_t at = change.at + done;
            const std::size_t piece = std::min(change.bytes.size() - done, sector - at % sector);
            if (kept_(coin_))
                put(bytes, at, std::string_view(change.bytes).substr(done, piece));
            done += piece;
        }
    }
    return bytes;
}

} // namespace onshi::test
