#pragma once

#include "base/environment.h"
#include "terminal/exchange/journal.h"
#include "terminal/exchange/placement.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace onshi::terminal {

/// Brings results into their folders, several at once on a thread of its own: beside their place, into the journal,
/// into the folder. What does not go (no room, no folder) is tried again every second. Any thread.
class Outbox
{
public:
    /// `paid` is told on the outbox's thread when results are in their folders. All arguments outlive it.
    Outbox(const base::Environment&, Journal&, Delivery, std::function<void(std::span<const Journal::Paid>)> paid);
    /// Ends after the results under way. What is left stands in the journal, or is asked for again.
    ~Outbox();
    Outbox(const Outbox&) = delete;
    Outbox& operator=(const Outbox&) = delete;

    struct Paper
    {
        std::string id;
        Result result;
        bool goes_on = false;     ///< as Journal::Ready
        bool interrupted = false; ///< by an end of the program after it was ready: it may be in its folder already
        bool beside = false;      ///< lay_beside() was done
        bool journaled = false;   ///< Journal::ready() was
    };
    /// Only one result of a question at a time: they share a hidden name.
    void put(Paper);
    /// That result does not appear any more, if it has not by now.
    void withdraw(const std::string& id);

    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] std::optional<std::string> trouble() const; ///< what hindered last; none: nothing does

private:
    void loop();
    [[nodiscard]] std::vector<Paper> next(std::unique_lock<std::mutex>&);
    void deliver(std::vector<Paper> papers);
    [[nodiscard]] bool prepare(Paper&);
    void note_ready(std::vector<Paper>& papers);
    [[nodiscard]] bool place(Paper&);
    [[nodiscard]] bool attempt(const std::function<void()>& step);
    void keep(Paper);

    const base::Environment& environment_;
    Journal& journal_;
    const Delivery delivery_;
    const std::function<void(std::span<const Journal::Paid>)> paid_;
    std::mutex placing_;       ///< held while a result gets its name; taken before mutex_
    mutable std::mutex mutex_; ///< of what follows
    std::condition_variable wake_;
    std::deque<Paper> papers_, stuck_; ///< to be delivered; to be tried again later
    base::Instant try_again_at_{};
    std::set<std::string> under_way_, withdrawn_; ///< of the batch under way: its ids, and those not to appear
    std::optional<std::string> trouble_;
    bool ending_ = false;
    std::jthread thread_;
};

} // namespace onshi::terminal
