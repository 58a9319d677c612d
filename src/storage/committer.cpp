#include "storage/committer.h"

#include "base/fault.h"
#include "storage/audit_store.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace onshi::storage {

namespace {

/// More would not save much of the sync and would keep the first in the batch waiting for the last.
constexpr std::size_t largest_batch = 256;

void run_in_savepoint(Transaction& transaction, Committer::Work& work, std::exception_ptr& error)
{
    transaction.execute("SAVEPOINT unit");
    try {
        work(transaction);
    } catch (...) {
        error = std::current_exception();
        transaction.execute("ROLLBACK TO SAVEPOINT unit");
    }
    transaction.execute("RELEASE SAVEPOINT unit");
}

} // namespace

Committer::Committer(Database& database, std::string server_id)
    : database_(database)
    , server_id_(std::move(server_id))
    , thread_([this] { loop(); })
{
}

Committer::~Committer()
{
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Committer::submit(Work work, Done done)
{
    {
        const std::scoped_lock lock(mutex_);
        waiting_.push_back({std::move(work), {{}, {}, std::move(done)}, nullptr});
    }
    wake_.notify_one();
}

void Committer::put_on_record(std::vector<Record> records)
{
    {
        const std::scoped_lock lock(mutex_);
        for (auto& record : records)
            waiting_.push_back({nullptr, std::move(record), nullptr});
    }
    wake_.notify_one();
}

Committer::Counts Committer::counts() const
{
    const std::scoped_lock lock(mutex_);
    return counts_;
}

void Committer::loop()
{
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
        if (waiting_.empty())
            return;
        // Whoever is about to hand in more goes first: on a busy machine fewer syncs do for the same units, and on an
        // idle one nobody is there to wait for.
        lock.unlock();
        std::this_thread::yield();
        lock.lock();
        const auto size = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), largest_batch));
        std::vector<Unit> batch(std::make_move_iterator(waiting_.begin()),
                                std::make_move_iterator(waiting_.begin() + size));
        waiting_.erase(waiting_.begin(), waiting_.begin() + size);
        counts_.units += batch.size();
        ++counts_.commits;
        lock.unlock();
        commit(batch);
        lock.lock();
    }
}

void Committer::commit(std::vector<Unit>& batch)
{
    try {
        const auto transaction = database_.begin(Mode::write);
        if (batch.size() == 1 && batch.front().work)
            batch.front().work(*transaction); // alone, it needs no savepoint: if it fails, nothing is committed
        else
            write(*transaction, batch);
        transaction->commit();
    } catch (...) {
        // The whole batch is lost: nobody may believe that his part is on the disk.
        for (auto& unit : batch)
            unit.error = std::current_exception();
    }
    for (auto& unit : batch)
        unit.record.done(unit.error);
}

/// In the order of their coming; neighbouring records together.
void Committer::write(Transaction& transaction, std::span<Unit> batch) const
{
    const auto is_work = [](const Unit& unit) { return unit.work != nullptr; };
    for (auto from = batch.begin(); from != batch.end();) {
        if (is_work(*from)) {
            run_in_savepoint(transaction, from->work, from->error);
            ++from;
            continue;
        }
        const auto to = std::find_if(from, batch.end(), is_work);
        write_records(transaction, {from, to});
        from = to;
    }
}

/// Needs no savepoint: a record that is not taken has left nothing behind.
void Committer::write_records(Transaction& transaction, std::span<Unit> records) const
{
    std::vector<const domain::AuditEntry*> entries;
    for (const auto& unit : records)
        entries.push_back(&unit.record.entry);
    AuditStore audits(transaction);
    const auto taken = audits.append(entries);
    std::vector<domain::Usage> usages;
    for (std::size_t i = 0; i < records.size(); ++i)
        if (taken[i])
            usages.insert(usages.end(), records[i].record.usages.begin(), records[i].record.usages.end());
        else
            records[i].error = std::make_exception_ptr(
                base::Fault(base::FaultCode::duplicate, "this caller has used the idempotency key before"));
    audits.count(usages, server_id_);
}

} // namespace onshi::storage
