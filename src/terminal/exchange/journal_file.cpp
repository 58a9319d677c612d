#include "terminal/exchange/journal_file.h"

#include "base/fault.h"
#include "base/files.h"
#include "pki/digest.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/file.h>
#include <unistd.h>

namespace onshi::terminal {

namespace {

// A record on the disk: "OSJ1", four bytes of length (lowest first), the first eight bytes of its SHA-256, itself.
constexpr std::string_view magic = "OSJ1";
constexpr std::size_t length_bytes = 4, checksum_bytes = 8;
constexpr std::size_t head_bytes = magic.size() + length_bytes + checksum_bytes;

[[noreturn]] void fail(const std::filesystem::path& path, const char* step)
{
    throw base::Fault(base::FaultCode::io, path.string() + ": cannot " + step + ": " + std::strerror(errno));
}

std::string checksum(std::string_view record)
{
    const auto digest = pki::sha256({record});
    return std::string(pki::bytes_of(digest).substr(0, checksum_bytes));
}

void append_framed(std::string& out, std::string_view record)
{
    out += magic;
    for (std::size_t i = 0; i < length_bytes; ++i)
        out.push_back(static_cast<char>((record.size() >> (8 * i)) & 0xff));
    out += checksum(record);
    out += record;
}

std::string framed(std::span<const std::string> records)
{
    std::string out;
    for (const auto& record : records)
        append_framed(out, record);
    return out;
}

/// The record that `bytes` begin with; none if they do not begin with a whole one.
std::optional<std::string_view> first_record(std::string_view bytes)
{
    if (bytes.size() < head_bytes || !bytes.starts_with(magic))
        return {};
    std::size_t length = 0;
    for (std::size_t i = 0; i < length_bytes; ++i)
        length |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[magic.size() + i])) << (8 * i);
    if (bytes.size() - head_bytes < length)
        return {};
    const auto record = bytes.substr(head_bytes, length);
    if (bytes.substr(magic.size() + length_bytes, checksum_bytes) != checksum(record))
        return {};
    return record;
}

bool write_all(int file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return false;
        bytes.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    return true;
}

std::filesystem::path beside(const std::filesystem::path& path, const char* ending)
{
    auto other = path;
    other += ending;
    return other;
}

void sync_folder(const std::filesystem::path& path)
{
    const int folder = ::open(path.has_parent_path() ? path.parent_path().c_str() : ".", O_RDONLY | O_CLOEXEC);
    if (folder < 0)
        return;
    static_cast<void>(::fsync(folder)); // some shares cannot; the file itself is what counts
    ::close(folder);
}

int open_locked(const std::filesystem::path& path, int flags)
{
    return ::open(JournalFile::lock_of(path).c_str(), O_RDWR | O_CLOEXEC | flags, 0600);
}

} // namespace

JournalFile::JournalFile(std::filesystem::path path, const std::function<void(std::string_view)>& visit)
    : path_(std::move(path))
    , lock_(open_locked(path_, O_CREAT))
{
    if (lock_ < 0)
        fail(path_, "open");
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock_);
        throw base::Fault(base::FaultCode::setup, path_.string() + ": another onshi-terminal has it open");
    }
    try {
        file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (file_ < 0)
            fail(path_, "open");
        sync_folder(path_);
        read(visit);
    } catch (...) {
        ::close(file_);
        ::close(lock_);
        throw;
    }
}

JournalFile::~JournalFile()
{
    ::close(file_);
    ::close(lock_);
}

void JournalFile::read(const std::function<void(std::string_view)>& visit)
{
    const auto content = base::read_file(path_);
    std::string_view rest = content;
    while (const auto record = first_record(rest)) {
        visit(*record);
        rest.remove_prefix(head_bytes + record->size());
    }
    size_ = content.size() - rest.size();
    cut_off_ = rest.size();
    if (rest.empty())
        return;
    const auto broken = beside(path_, ".broken");
    std::filesystem::remove(broken);
    base::write_new_file(broken, rest, base::FileMode::owner_only);
    if (::ftruncate(file_, static_cast<off_t>(size_)) != 0 || ::fdatasync(file_) != 0)
        fail(path_, "cut");
}

void JournalFile::append(std::span<const std::string> records, Sync sync)
{
    if (dirty_ && ::ftruncate(file_, static_cast<off_t>(size_)) != 0)
        fail(path_, "cut");
    dirty_ = true;
    const auto bytes = framed(records);
    if (!write_all(file_, bytes) || (sync == Sync::now && ::fdatasync(file_) != 0)) {
        const int error = errno;
        dirty_ = ::ftruncate(file_, static_cast<off_t>(size_)) != 0;
        errno = error;
        fail(path_, "write");
    }
    dirty_ = false;
    size_ += bytes.size();
}

void JournalFile::replace(std::span<const std::string> records)
{
    const auto fresh = beside(path_, ".new");
    const auto bytes = framed(records);
    const int file = ::open(fresh.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0)
        fail(fresh, "open");
    if (!write_all(file, bytes) || ::fsync(file) != 0 || ::rename(fresh.c_str(), path_.c_str()) != 0) {
        const int error = errno;
        ::close(file);
        ::unlink(fresh.c_str());
        errno = error;
        fail(fresh, "write");
    }
    sync_folder(path_);
    ::close(file_);
    file_ = file;
    size_ = bytes.size();
    dirty_ = false;
}

std::filesystem::path JournalFile::lock_of(const std::filesystem::path& path) { return beside(path, ".lock"); }

bool JournalFile::is_open(const std::filesystem::path& path)
{
    const int lock = open_locked(path, 0);
    if (lock < 0)
        return false;
    const bool free = ::flock(lock, LOCK_EX | LOCK_NB) == 0;
    ::close(lock);
    return !free;
}

} // namespace onshi::terminal
