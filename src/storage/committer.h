#pragma once

#include "domain/audit_entry.h"
#include "storage/database.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <span>
#include <string>
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

    /// What a unit that only read puts on the record. Cheaper than a Work: all of a batch are a few statements.
    struct Record
    {
        domain::AuditEntry entry;
        std::vector<domain::Usage> usages; ///< counted if the entry is taken
        Done done;                         ///< hears base::Fault(duplicate) as AuditStore::append says
    };

    struct Counts
    {
        std::uint64_t units = 0;   ///< units asked for
        std::uint64_t commits = 0; ///< transactions committed
    };

    /// `server_id`: whose figures the usages of records are added to.
    explicit Committer(Database& database, std::string server_id = "local");
    /// Finishes what was submitted, then ends.
    ~Committer();
    Committer(const Committer&) = delete;
    Committer& operator=(const Committer&) = delete;

    /// Any thread; returns at once. `work` and `done` run on the committer's thread; `done` must not throw or block.
    void submit(Work work, Done done);
    void put_on_record(std::vector<Record> records);
    [[nodiscard]] Counts counts() const;

private:
    struct Unit
    {
        Work work; ///< null: a record
        Record record;
        std::exception_ptr error;
    };
    void loop();
    void commit(std::vector<Unit>& batch);
    void write(Transaction&, std::span<Unit> batch) const;
    void write_records(Transaction&, std::span<Unit> records) const;

    Database& database_;
    const std::string server_id_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Unit> waiting_;
    Counts counts_;
    bool ending_ = false;
    std::thread thread_; // last: starts when all else is there
};

} // namespace onshi::storage
