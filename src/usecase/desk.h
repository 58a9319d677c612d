#pragma once

#include "base/environment.h"
#include "usecase/unit_of_work.h"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

namespace onshi::storage {
class Database;
}

namespace onshi::usecase {

struct DeskSettings
{
    std::string server_id = "local";  ///< whose usage counters are added to; unique among the servers of one database
    std::string rule_book;            ///< SHA-256 bytes over the rule tables in force
    std::size_t readers = 8;          ///< threads for short reads; more than cores, since they may wait for the disk
    std::size_t queue_limit = 10'000; ///< units of a kind waiting for a reader; more are turned away
};

/// How long a read takes. Long ones have threads of their own, so that no check waits behind a list.
enum class Takes {
    little, ///< a few rows; several share a snapshot
    much,   ///< rows without a bound
};

/// Where use cases are run. Reads run on snapshots, side by side; what they put on the record, and all writes, go
/// through the one committer. A caller hears of a unit only when its record is on the disk.
class Desk
{
public:
    /// May run more than once if another unit takes the same idempotency key first; then only its last run counts.
    using Work = std::function<void(UnitOfWork&)>;
    /// Null: done and durable. Otherwise nothing of it happened. Runs on a thread of the desk; must not block.
    using Done = std::move_only_function<void(std::exception_ptr)>;

    /// The database has the current schema (storage::expect_current). All arguments outlive the desk.
    Desk(storage::Database&, const base::Environment&, DeskSettings);
    /// Finishes what was taken on.
    ~Desk();

    /// False if the queue is full; then neither function runs. Any thread; returns at once.
    [[nodiscard]] bool read(Work, Done, Takes = Takes::little);
    void write(Work, Done);

    /// The same, waiting for it: for commands and jobs. Gives what `f` returns; throws what it throws.
    template<class F>
    auto read_now(F f)
    {
        return wait_for(std::move(f), [this](Work work, Done done) {
            if (!read(std::move(work), std::move(done), Takes::much))
                throw_overloaded();
        });
    }
    template<class F>
    auto write_now(F f)
    {
        return wait_for(std::move(f), [this](Work work, Done done) { write(std::move(work), std::move(done)); });
    }

    struct Counts
    {
        std::uint64_t units = 0;                 ///< units recorded
        std::uint64_t commits = 0;               ///< transactions they were recorded in
        std::size_t waiting = 0;                 ///< reads waiting for a reader now
        std::optional<std::uint64_t> syncs = {}; ///< storage::Database::syncs
    };
    [[nodiscard]] Counts counts() const;

private:
    template<class F, class Start>
    static auto wait_for(F f, Start start)
    {
        std::promise<void> promise;
        auto future = promise.get_future();
        auto done = [&promise](std::exception_ptr error) {
            if (error)
                promise.set_exception(error);
            else
                promise.set_value();
        };
        using T = std::invoke_result_t<F, UnitOfWork&>;
        if constexpr (std::is_void_v<T>) {
            start(std::ref(f), std::move(done));
            future.get();
        } else {
            std::optional<T> result;
            start([&](UnitOfWork& work) { result.emplace(f(work)); }, std::move(done));
            future.get();
            return *std::move(result);
        }
    }
    [[noreturn]] static void throw_overloaded();

    struct Core;
    std::unique_ptr<Core> core_;
};

} // namespace onshi::usecase
