#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace onshi::http {

/// Threads for requests that wait: for another unit of work, or for the network. They are not the desk's, so that no
/// check stands behind a card whose responder is slow.
class Errands
{
public:
    using Errand = std::move_only_function<void()>;

    /// `waiting`: so many may stand in the queue beside those that run.
    Errands(std::size_t threads, std::size_t waiting);
    /// Runs what was taken on, then ends.
    ~Errands();
    Errands(const Errands&) = delete;
    Errands& operator=(const Errands&) = delete;

    /// False if the queue is full. The errand must not throw. Any thread; returns at once.
    [[nodiscard]] bool take_on(Errand errand);

private:
    void loop();

    const std::size_t most_waiting_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Errand> errands_;
    bool ending_ = false;
    std::vector<std::thread> threads_; // last: they start when all else is there
};

} // namespace onshi::http
