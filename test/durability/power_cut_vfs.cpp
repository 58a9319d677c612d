#include "durability/power_cut_vfs.h"

#include "base/fault.h"

#include <algorithm>
#include <cstring>
#include <set>
#include <sqlite3.h>
#include <utility>

namespace onshi::test {

namespace {

struct Machine;

/// An open file: SQLite's part first, as it demands, then ours.
struct Opened
{
    sqlite3_file base;
    Machine* machine;
    const std::string* name;
    int level;                  ///< SQLITE_LOCK_NONE ... SQLITE_LOCK_EXCLUSIVE
    unsigned shared, exclusive; ///< bits of the log's locks that this opener holds
    bool mapped;                ///< uses the shared memory
};

/// What the openers of one file have in common.
struct Common
{
    std::set<Opened*> openers;
    std::vector<std::unique_ptr<char[]>> regions; ///< memory, not disk: gone with the power
};

struct Machine
{
    PowerCutDisk& disk;
    std::mutex mutex{}; ///< over what follows
    std::map<std::string, Common> files{};

    template<class Holds>
    bool another(const Opened& self, Holds holds)
    {
        return std::ranges::any_of(files[*self.name].openers,
                                   [&](const Opened* other) { return other != &self && holds(*other); });
    }
};

Opened& of(sqlite3_file* file) { return *reinterpret_cast<Opened*>(file); }
Machine& of(sqlite3_vfs* vfs) { return *static_cast<Machine*>(vfs->pAppData); }
PowerCutDisk& disk_of(sqlite3_file* file) { return of(file).machine->disk; }

int done(bool well) { return well ? SQLITE_OK : SQLITE_IOERR; }

int close(sqlite3_file* file)
{
    Opened& self = of(file);
    const std::scoped_lock lock(self.machine->mutex);
    self.machine->files[*self.name].openers.erase(&self);
    return done(disk_of(file).has_power());
}

int read(sqlite3_file* file, void* to, int amount, sqlite3_int64 at)
{
    const std::span<char> room(static_cast<char*>(to), static_cast<std::size_t>(amount));
    std::size_t got = 0;
    if (!disk_of(file).read(*of(file).name, static_cast<std::size_t>(at), room, got))
        return SQLITE_IOERR_READ;
    std::memset(room.data() + got, 0, room.size() - got);
    return got == room.size() ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* from, int amount, sqlite3_int64 at)
{
    return done(disk_of(file).write(*of(file).name, static_cast<std::size_t>(at),
                                    {static_cast<const char*>(from), static_cast<std::size_t>(amount)}));
}

int truncate(sqlite3_file* file, sqlite3_int64 size)
{
    return done(disk_of(file).truncate(*of(file).name, static_cast<std::size_t>(size)));
}

int sync(sqlite3_file* file, int) { return done(disk_of(file).sync(*of(file).name)); }

int size(sqlite3_file* file, sqlite3_int64* size)
{
    *size = static_cast<sqlite3_int64>(disk_of(file).size(*of(file).name));
    return done(disk_of(file).has_power());
}

int lock(sqlite3_file* file, int level)
{
    Opened& self = of(file);
    const std::scoped_lock held(self.machine->mutex);
    if (!disk_of(file).has_power())
        return SQLITE_IOERR;
    if (self.level >= level)
        return SQLITE_OK;
    const auto at_least = [](int least) { return [least](const Opened& other) { return other.level >= least; }; };
    const int in_the_way = level == SQLITE_LOCK_SHARED     ? SQLITE_LOCK_PENDING
                           : level == SQLITE_LOCK_RESERVED ? SQLITE_LOCK_RESERVED
                                                           : SQLITE_LOCK_SHARED;
    if (self.machine->another(self, at_least(in_the_way))) {
        // Who wants to be alone lets nobody else in while it waits for the last reader.
        if (level == SQLITE_LOCK_EXCLUSIVE && !self.machine->another(self, at_least(SQLITE_LOCK_RESERVED)))
            self.level = SQLITE_LOCK_PENDING;
        return SQLITE_BUSY;
    }
    self.level = level;
    return SQLITE_OK;
}

int unlock(sqlite3_file* file, int level)
{
    const std::scoped_lock held(of(file).machine->mutex);
    of(file).level = std::min(of(file).level, level);
    return done(disk_of(file).has_power());
}

int is_reserved(sqlite3_file* file, int* reserved)
{
    const std::scoped_lock held(of(file).machine->mutex);
    const auto reserves = [](const Opened& any) { return any.level >= SQLITE_LOCK_RESERVED; };
    *reserved = reserves(of(file)) || of(file).machine->another(of(file), reserves);
    return done(disk_of(file).has_power());
}

int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int map(sqlite3_file* file, int region, int bytes, int extend, void volatile** memory)
{
    Opened& self = of(file);
    const std::scoped_lock held(self.machine->mutex);
    *memory = nullptr;
    if (!disk_of(file).has_power())
        return SQLITE_IOERR;
    self.mapped = true;
    auto& regions = self.machine->files[*self.name].regions;
    const auto index = static_cast<std::size_t>(region);
    while (extend != 0 && regions.size() <= index)
        regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(bytes)));
    if (index < regions.size())
        *memory = regions[index].get();
    return SQLITE_OK;
}

int lock_shared_memory(sqlite3_file* file, int first, int count, int flags)
{
    Opened& self = of(file);
    const std::scoped_lock held(self.machine->mutex);
    const unsigned mask = ((1U << count) - 1) << first;
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        ((flags & SQLITE_SHM_SHARED) != 0 ? self.shared : self.exclusive) &= ~mask;
        return SQLITE_OK;
    }
    if (!disk_of(file).has_power())
        return SQLITE_IOERR;
    const bool alone = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    const auto in_the_way = [&](const Opened& other) {
        return ((other.exclusive | (alone ? other.shared : 0)) & mask) != 0;
    };
    if (self.machine->another(self, in_the_way))
        return SQLITE_BUSY;
    (alone ? self.exclusive : self.shared) |= mask;
    return SQLITE_OK;
}

void barrier(sqlite3_file* file)
{
    const std::scoped_lock held(of(file).machine->mutex); // taking a lock orders memory
}

int unmap(sqlite3_file* file, int)
{
    Opened& self = of(file);
    const std::scoped_lock held(self.machine->mutex);
    self.mapped = false;
    self.shared = self.exclusive = 0;
    if (!self.machine->another(self, [](const Opened& other) { return other.mapped; }))
        self.machine->files[*self.name].regions.clear();
    return SQLITE_OK;
}

constexpr sqlite3_io_methods methods{.iVersion = 2,
                                     .xClose = close,
                                     .xRead = read,
                                     .xWrite = write,
                                     .xTruncate = truncate,
                                     .xSync = sync,
                                     .xFileSize = size,
                                     .xLock = lock,
                                     .xUnlock = unlock,
                                     .xCheckReservedLock = is_reserved,
                                     .xFileControl = control,
                                     .xSectorSize = sector_size,
                                     .xDeviceCharacteristics = characteristics,
                                     .xShmMap = map,
                                     .xShmLock = lock_shared_memory,
                                     .xShmBarrier = barrier,
                                     .xShmUnmap = unmap};

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* given)
{
    Machine& machine = of(vfs);
    file->pMethods = nullptr;
    // Without a name it would be a temporary file; the product keeps those in memory.
    if (name == nullptr || !machine.disk.has_power())
        return SQLITE_CANTOPEN;
    if (!machine.disk.exists(name) && ((flags & SQLITE_OPEN_CREATE) == 0 || !machine.disk.create(name)))
        return SQLITE_CANTOPEN;
    const std::scoped_lock held(machine.mutex);
    const auto common = machine.files.try_emplace(name).first;
    of(file) = {{&methods}, &machine, &common->first, SQLITE_LOCK_NONE, 0, 0, false};
    common->second.openers.insert(&of(file));
    if (given)
        *given = flags;
    return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, const char* name, int)
{
    if (!of(vfs).disk.exists(name))
        return SQLITE_IOERR_DELETE_NOENT;
    return done(of(vfs).disk.remove(name));
}

int access(sqlite3_vfs* vfs, const char* name, int, int* there)
{
    *there = of(vfs).disk.exists(name);
    return done(of(vfs).disk.has_power());
}

int full_name(sqlite3_vfs*, const char* name, int room, char* full)
{
    sqlite3_snprintf(room, full, "%s", name);
    return SQLITE_OK;
}

} // namespace

struct PowerCutVfs::Core
{
    std::string name;
    Machine machine;
    sqlite3_vfs vfs;
};

PowerCutVfs::PowerCutVfs(std::string name, PowerCutDisk& disk)
    : core_(new Core{std::move(name), {disk}, *sqlite3_vfs_find(nullptr)}) // time and randomness are the system's
{
    auto& vfs = core_->vfs;
    vfs.szOsFile = sizeof(Opened);
    vfs.zName = core_->name.c_str();
    vfs.pNext = nullptr;
    vfs.pAppData = &core_->machine;
    vfs.xOpen = open;
    vfs.xDelete = remove;
    vfs.xAccess = access;
    vfs.xFullPathname = full_name;
    ONSHI_CHECK(sqlite3_vfs_register(&vfs, 0) == SQLITE_OK);
}

PowerCutVfs::~PowerCutVfs() { sqlite3_vfs_unregister(&core_->vfs); }

const std::string& PowerCutVfs::name() const { return core_->name; }

} // namespace onshi::test
