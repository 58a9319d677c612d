#pragma once

#include "storage/register_cache.h"
#include "usecase/desk.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace onshi::usecase {

/// A unit of work that waits for a reader.
struct ReadJob
{
    Desk::Work work;
    Desk::Done done;
    int attempts_left = 3;
};

/// Threads that take jobs off one queue, several at a time: those that are taken together share a snapshot. A further
/// thread is woken only when the ones awake fall behind, because waking costs more than a check's own look-ups; when
/// the disk is slow they do fall behind, and all of them read side by side.
class Readers
{
public:
    /// Runs the jobs; must not throw. The cache is this thread's own.
    using Serve = std::function<void(std::vector<ReadJob>, storage::RegisterCache&)>;

    Readers(std::size_t threads, std::size_t queue_limit, Serve serve);
    /// Serves what waits, then ends.
    ~Readers();
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;

    /// False if the queue is full; `always` knows no limit.
    bool take_on(ReadJob job, bool always = false);
    [[nodiscard]] std::size_t waiting() const;

private:
    void loop();
    std::vector<ReadJob> take_some();

    const std::size_t queue_limit_;
    const Serve serve_;
    const std::size_t processors_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<ReadJob> jobs_;
    std::size_t awake_ = 0; ///< called or running
    std::size_t calls_ = 0; ///< called and not yet running
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

} // namespace onshi::usecase
