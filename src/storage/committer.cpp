#include "storage/committer.h"

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

Committer::Committer(Database& database)
    : database_(database)
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
        waiting_.push_back({std::move(work), std::move(done), nullptr});
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
        if (batch.size() == 1)
            batch.front().work(*transaction); // alone, it needs no savepoint: if it fails, nothing is committed
        else
            for (auto& unit : batch)
                run_in_savepoint(*transaction, unit.work, unit.error);
        transaction->commit();
    } catch (...) {
        // The whole batch is lost: nobody may believe that his part is on the disk.
        for (auto& unit : batch)
            unit.error = std::current_exception();
    }
    for (auto& unit : batch)
        unit.done(unit.error);
}

} // namespace onshi::storage
