#pragma once

#include "storage/database.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace onshi::storage {

/// Group commit: the one writer of a process. Units of work that wait at the same moment share one transaction and one
/// sync of the disk; each is its own savepoint, so that a failing unit does not touch its neighbours. There is no
/// deliberate wait: while one batch syncs, the next one gathers.
class Committer
{
public:
    using Work = std::move_only_function<void(Transaction&)>;
    /// Null: the work is durable. Otherwise nothing of it is, and this is why.
    using Done = std::move_only_function<void(std::exception_ptr)>;

    struct Counts
    {
        std::uint64_t units = 0;   ///< units asked for
        std::uint64_t commits = 0; ///< transactions committed
    };

    explicit Committer(Database& database);
    /// Finishes what was submitted, then ends.
    ~Committer();
    Committer(const Committer&) = delete;
    Committer& operator=(const Committer&) = delete;

    /// Any thread; returns at once. `work` and `done` run on the committer's thread; `done` must not throw or block.
    void submit(Work work, Done done);
    [[nodiscard]] Counts counts() const;

private:
    struct Unit
    {
        Work work;
        Done done;
        std::exception_ptr error;
    };
    void loop();
    void commit(std::vector<Unit>& batch);

    Database& database_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Unit> waiting_;
    Counts counts_;
    bool ending_ = false;
    std::thread thread_; // last: starts when all else is there
};

} // namespace onshi::storage
