#pragma once

#include "durability/power_cut_disk.h"

#include <memory>
#include <string>

namespace onshi::test {

/// SQLite's way to a PowerCutDisk: files, their locks, and the shared memory of the write-ahead log, for any number of
/// connections of this process. Tells SQLite of the disk what its own VFS for Unix tells (powersafe overwrite, sectors
/// of 4,096 bytes), so that SQLite takes the same steps as in the product. Without power every call fails.
class PowerCutVfs
{
public:
    /// Registered with SQLite as long as it lives; all connections are closed before. `disk` outlives it.
    PowerCutVfs(std::string name, PowerCutDisk& disk);
    ~PowerCutVfs();
    PowerCutVfs(const PowerCutVfs&) = delete;
    PowerCutVfs& operator=(const PowerCutVfs&) = delete;

    [[nodiscard]] const std::string& name() const;

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

} // namespace onshi::test
