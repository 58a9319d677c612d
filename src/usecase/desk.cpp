#include "usecase/desk.h"

#include "base/fault.h"
#include "storage/audit_store.h"
#include "storage/certificate_store.h"
#include "storage/committer.h"
#include "storage/correction_store.h"
#include "storage/coverage_store.h"
#include "storage/database.h"
#include "storage/feed_store.h"
#include "storage/register_store.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace onshi::usecase {

namespace {

/// The stores of one transaction and a unit of work over them.
class Opened
{
public:
    Opened(storage::Transaction& transaction, const base::Environment& environment, const std::string& rule_book)
        : coverages_(transaction)
        , registers_(transaction)
        , certificates_(transaction)
        , audits_(transaction)
        , feeds_(transaction)
        , corrections_(transaction)
        , work(environment, {coverages_, registers_, certificates_, audits_, feeds_, corrections_}, rule_book)
    {
    }

private:
    storage::CoverageStore coverages_;
    storage::RegisterStore registers_;
    storage::CertificateStore certificates_;
    storage::AuditStore audits_;
    storage::FeedStore feeds_;
    storage::CorrectionStore corrections_;

public:
    UnitOfWork work;
};

/// Thrown inside the committer to roll back a unit that put nothing on the record; never leaves this file.
struct NothingRecorded
{
};

bool is_duplicate(const std::exception_ptr& error)
{
    try {
        if (error)
            std::rethrow_exception(error);
    } catch (const base::Fault& fault) {
        return fault.code() == base::FaultCode::duplicate;
    } catch (...) {
        return false;
    }
    return false;
}

} // namespace

struct Desk::Core
{
    struct Job
    {
        Work work;
        Done done;
        int attempts_left = 3;
    };

    Core(storage::Database& db, const base::Environment& env, DeskSettings s)
        : database(db)
        , environment(env)
        , settings(std::move(s))
        , committer(std::make_unique<storage::Committer>(db))
    {
        for (std::size_t i = 0; i < settings.readers; ++i)
            readers.emplace_back([this] { serve(); });
    }

    ~Core()
    {
        finish_reads();
        // The committer's last answers may ask for one more read (a repeated key): the readers stay until it is gone.
        committer.reset();
        {
            const std::scoped_lock lock(mutex);
            ending = true;
        }
        wake.notify_all();
        for (auto& reader : readers)
            reader.join();
    }

    void finish_reads()
    {
        std::unique_lock lock(mutex);
        idle.wait(lock, [this] { return in_hand == 0; });
    }

    bool take_on(Job job)
    {
        {
            const std::scoped_lock lock(mutex);
            if (jobs.size() >= settings.queue_limit)
                return false;
            jobs.push_back(std::move(job));
            ++in_hand;
        }
        wake.notify_one();
        return true;
    }

    /// A job that is in hand already goes to the readers once more, however long the queue is.
    void run_again(Job job)
    {
        {
            const std::scoped_lock lock(mutex);
            jobs.push_back(std::move(job));
        }
        wake.notify_one();
    }

    void serve()
    {
        std::unique_lock lock(mutex);
        while (true) {
            wake.wait(lock, [this] { return ending || !jobs.empty(); });
            if (jobs.empty())
                return;
            Job job = std::move(jobs.front());
            jobs.pop_front();
            lock.unlock();
            run(std::move(job));
            lock.lock();
        }
    }

    /// A job is out of hand when its Done has been called.
    void finish(Done& done, std::exception_ptr error)
    {
        done(std::move(error));
        const std::scoped_lock lock(mutex);
        if (--in_hand == 0)
            idle.notify_all();
    }

    void run(Job job)
    {
        std::vector<domain::AuditEntry> entries;
        std::vector<domain::Usage> usages;
        try {
            const auto snapshot = database.begin(storage::Mode::read);
            Opened opened(*snapshot, environment, settings.rule_book);
            job.work(opened.work);
            entries = std::move(opened.work.entries);
            usages = std::move(opened.work.usages);
        } catch (...) {
            finish(job.done, std::current_exception());
            return;
        }
        if (entries.empty())
            finish(job.done, nullptr);
        else
            put_on_record(std::move(job), std::move(entries), std::move(usages));
    }

    void put_on_record(Job job, std::vector<domain::AuditEntry> entries, std::vector<domain::Usage> usages)
    {
        committer->submit([this, entries = std::move(entries), usages = std::move(usages)](
                              storage::Transaction& transaction) { append(transaction, entries, usages); },
                          [this, job = std::move(job)](std::exception_ptr error) mutable {
                              // Another unit took the same key between our snapshot and this commit: run again, and
                              // find its entry.
                              if (is_duplicate(error) && --job.attempts_left > 0)
                                  run_again(std::move(job));
                              else
                                  finish(job.done, std::move(error));
                          });
    }

    void append(storage::Transaction& transaction, const std::vector<domain::AuditEntry>& entries,
                const std::vector<domain::Usage>& usages) const
    {
        storage::AuditStore audits(transaction);
        for (const auto& entry : entries)
            audits.append(entry);
        for (const auto& usage : usages)
            audits.count(usage, settings.server_id);
    }

    void write(Work work, Done done)
    {
        committer->submit(
            [this, work = std::move(work)](storage::Transaction& transaction) {
                Opened opened(transaction, environment, settings.rule_book);
                work(opened.work);
                if (opened.work.entries.empty() && !opened.work.kept)
                    throw NothingRecorded();
                append(transaction, opened.work.entries, opened.work.usages);
            },
            [done = std::move(done)](std::exception_ptr error) mutable {
                try {
                    if (error)
                        std::rethrow_exception(error);
                } catch (const NothingRecorded&) {
                    error = nullptr;
                } catch (...) {
                    error = std::current_exception(); // the same one
                }
                done(std::move(error));
            });
    }

    storage::Database& database;
    const base::Environment& environment;
    const DeskSettings settings;
    std::mutex mutex;
    std::condition_variable wake, idle;
    std::deque<Job> jobs;
    std::size_t in_hand = 0; // queued or running, until done
    bool ending = false;
    std::unique_ptr<storage::Committer> committer;
    std::vector<std::thread> readers;
};

Desk::Desk(storage::Database& database, const base::Environment& environment, DeskSettings settings)
    : core_(std::make_unique<Core>(database, environment, std::move(settings)))
{
}

Desk::~Desk() = default;

bool Desk::read(Work work, Done done) { return core_->take_on({std::move(work), std::move(done)}); }

void Desk::write(Work work, Done done) { core_->write(std::move(work), std::move(done)); }

Desk::Counts Desk::counts() const
{
    const auto committed = core_->committer->counts();
    const std::scoped_lock lock(core_->mutex);
    return {committed.units, committed.commits, core_->jobs.size()};
}

void Desk::throw_overloaded() { throw base::Fault(base::FaultCode::conflict, "the desk's queue is full"); }

} // namespace onshi::usecase
