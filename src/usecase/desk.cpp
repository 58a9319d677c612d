#include "usecase/desk.h"

#include "base/fault.h"
#include "storage/audit_store.h"
#include "storage/card_store.h"
#include "storage/certificate_store.h"
#include "storage/committer.h"
#include "storage/consent_store.h"
#include "storage/correction_store.h"
#include "storage/coverage_store.h"
#include "storage/database.h"
#include "storage/feed_store.h"
#include "storage/register_cache.h"
#include "storage/register_store.h"
#include "storage/staff_access_store.h"
#include "storage/staff_store.h"
#include "usecase/readers.h"

#include <condition_variable>
#include <mutex>

namespace onshi::usecase {

namespace {

/// The stores of one transaction.
class Stores
{
public:
    explicit Stores(storage::Transaction& transaction, storage::RegisterCache* cache = nullptr)
        : coverages_(transaction)
        , registers_(transaction, cache)
        , certificates_(transaction, cache)
        , audits_(transaction)
        , feeds_(transaction)
        , corrections_(transaction)
        , cards_(transaction)
        , consents_(transaction)
        , staff_(transaction)
        , staff_access_(transaction)
    {
    }
    [[nodiscard]] UnitOfWork::Stores all()
    {
        return {coverages_,   registers_, certificates_, audits_, feeds_,
                corrections_, cards_,     consents_,     staff_,  staff_access_};
    }
    [[nodiscard]] base::Instant known_through() { return registers_.known_through(); }

private:
    storage::CoverageStore coverages_;
    storage::RegisterStore registers_;
    storage::CertificateStore certificates_;
    storage::AuditStore audits_;
    storage::FeedStore feeds_;
    storage::CorrectionStore corrections_;
    storage::CardStore cards_;
    storage::ConsentStore consents_;
    storage::StaffStore staff_;
    storage::StaffAccessStore staff_access_;
};

/// Lists and files are few: they need not run side by side in numbers.
constexpr std::size_t readers_of_much = 2;

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
    Core(storage::Database& db, const base::Environment& env, DeskSettings s)
        : database(db)
        , environment(env)
        , settings(std::move(s))
        , committer(std::make_unique<storage::Committer>(db, settings.server_id))
        , little(settings.readers, settings.queue_limit, serving())
        , much(readers_of_much, settings.queue_limit, serving())
    {
    }

    ~Core()
    {
        std::unique_lock lock(mutex);
        idle.wait(lock, [this] { return in_hand == 0; });
        lock.unlock();
        // The committer's last answers may ask for one more read (a repeated key): the readers stay until it is gone.
        committer.reset();
    }

    Readers::Serve serving()
    {
        return [this](std::vector<ReadJob> jobs, storage::RegisterCache& cache) { serve(std::move(jobs), cache); };
    }

    bool read(ReadJob job, Takes takes)
    {
        {
            const std::scoped_lock lock(mutex);
            ++in_hand;
        }
        if ((takes == Takes::little ? little : much).take_on(std::move(job)))
            return true;
        put_down();
        return false;
    }

    void put_down()
    {
        const std::scoped_lock lock(mutex);
        if (--in_hand == 0)
            idle.notify_all();
    }

    /// A job is out of hand when its Done has been called.
    void finish(Done& done, std::exception_ptr error)
    {
        done(std::move(error));
        put_down();
    }

    void serve(std::vector<ReadJob> jobs, storage::RegisterCache& cache)
    {
        for (std::size_t next = 0; next < jobs.size();)
            next = serve_from(jobs, next, cache);
    }

    /// In one snapshot: all from `next` on, or up to one that fails, since a failed statement may have ended the
    /// snapshot too. Gives the first that is left.
    std::size_t serve_from(std::vector<ReadJob>& jobs, std::size_t next, storage::RegisterCache& cache)
    {
        std::vector<storage::Committer::Record> records;
        std::vector<ReadJob*> silent; // put nothing on the record
        std::exception_ptr error;
        try {
            const auto snapshot = database.begin(storage::Mode::read);
            Stores stores(*snapshot, &cache);
            const auto through = stores.known_through();
            cache.begin(through);
            for (; next < jobs.size(); ++next) {
                UnitOfWork work(environment, stores.all(), settings.rule_book, through);
                jobs[next].work(work);
                if (work.entries.empty())
                    silent.push_back(&jobs[next]);
                else
                    put_on_record(jobs[next], work, records);
            }
        } catch (...) {
            error = std::current_exception();
        }
        committer->put_on_record(std::move(records));
        for (auto* job : silent)
            finish(job->done, nullptr);
        if (error)
            finish(jobs[next++].done, error);
        return next;
    }

    void put_on_record(ReadJob& job, UnitOfWork& work, std::vector<storage::Committer::Record>& records)
    {
        auto entries = std::move(work.entries);
        auto usages = std::move(work.usages);
        auto recorded = [this, job = std::move(job)](std::exception_ptr error) mutable {
            // Another unit took the same key between our snapshot and this commit: run again, and find its entry.
            if (is_duplicate(error) && --job.attempts_left > 0)
                little.take_on(std::move(job), true);
            else
                finish(job.done, std::move(error));
        };
        if (entries.size() == 1)
            records.push_back({std::move(entries.front()), std::move(usages), std::move(recorded)});
        else
            committer->submit([this, entries = std::move(entries), usages = std::move(usages)](
                                  storage::Transaction& transaction) { append(transaction, entries, usages); },
                              std::move(recorded));
    }

    void append(storage::Transaction& transaction, const std::vector<domain::AuditEntry>& entries,
                const std::vector<domain::Usage>& usages) const
    {
        storage::AuditStore audits(transaction);
        for (const auto& entry : entries)
            audits.append(entry);
        audits.count(usages, settings.server_id);
    }

    void write(Work work, Done done)
    {
        committer->submit(
            [this, work = std::move(work)](storage::Transaction& transaction) {
                Stores stores(transaction);
                UnitOfWork unit(environment, stores.all(), settings.rule_book);
                work(unit);
                if (unit.entries.empty() && !unit.kept)
                    throw NothingRecorded();
                append(transaction, unit.entries, unit.usages);
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
    std::condition_variable idle;
    std::size_t in_hand = 0; // queued or running, until done
    std::unique_ptr<storage::Committer> committer;
    Readers little, much; // last: their threads start when all else is there
};

Desk::Desk(storage::Database& database, const base::Environment& environment, DeskSettings settings)
    : core_(std::make_unique<Core>(database, environment, std::move(settings)))
{
}

Desk::~Desk() = default;

bool Desk::read(Work work, Done done, Takes takes) { return core_->read({std::move(work), std::move(done)}, takes); }

void Desk::write(Work work, Done done) { core_->write(std::move(work), std::move(done)); }

Desk::Counts Desk::counts() const
{
    const auto committed = core_->committer->counts();
    return {committed.units, committed.commits, core_->little.waiting() + core_->much.waiting(),
            core_->database.syncs()};
}

void Desk::throw_overloaded() { throw base::Fault(base::FaultCode::conflict, "the desk's queue is full"); }

} // namespace onshi::usecase
