#pragma once

#include "base/environment.h"
#include "terminal/exchange/centre_line.h"
#include "terminal/exchange/journal.h"
#include "wire/message_head.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace onshi::terminal {

/// One message on its way to the centre.
struct Question
{
    Debt debt;
    std::string message;    ///< "OQSsiquc01"
    std::string result;     ///< name of its result without ending
    wire::MessageHead head; ///< for a result that the terminal writes itself
};

/// Where a question stands that the program owed when it ended.
struct Standing
{
    bool answered = false; ///< its result is on its way into the folder: nothing is asked
    bool failed = false;   ///< a failure result is, or is there already
};

/// The questions in hand: which is asked next, and how long the centre is left in peace after it did not answer. Any
/// thread.
class Questions
{
public:
    explicit Questions(const base::Environment& environment);

    void add(Question, Standing = {});
    /// Those whose result has that name in that folder.
    [[nodiscard]] std::vector<std::string> named(const std::filesystem::path& results, const std::string& result) const;
    /// Not asked any more; what comes of it is nobody's.
    void drop(const std::string& id);

    /// What an asking thread is to do. Waits until there is something; none: stop() was called.
    struct Task
    {
        std::optional<Question> question; ///< none: only see whether the centre is there
    };
    [[nodiscard]] std::optional<Task> next();
    /// What came of it. `answered` is called, under the lock of this object, if an answer is still wanted. True: its
    /// result is on its way; false: nobody wants one.
    void done(const Task&, const Reply&, const std::function<bool(const Question&)>& answered);
    /// Those taken before that moment that have no answer yet, once each, under the lock: `fail` sends a failure result
    /// on its way. True: it is asked on, late.
    void fail_overdue(base::Instant taken_before, const std::function<bool(const Question&)>& fail);
    /// Its result is in the folder. `goes_on`: it was of a failure, the question stays.
    void paid(const std::string& id, bool goes_on);
    void stop();

    [[nodiscard]] std::size_t in_hand() const; ///< without the late ones
    [[nodiscard]] std::size_t late() const;
    struct Line
    {
        bool reachable = false;
        base::Instant since{};
    };
    [[nodiscard]] Line line() const;

private:
    enum class State {
        due,      ///< or will be, at `at`
        asked,    ///< a thread has it
        answered, ///< its result is on its way into the folder
    };
    struct Item
    {
        Question question;
        State state = State::due;
        base::Instant at{};
        int tries = 0;
        bool failed = false;
    };
    [[nodiscard]] Item* choose(base::Instant now);
    [[nodiscard]] bool should_probe(base::Instant now) const;
    void note_line(bool reachable, base::Instant now);

    const base::Environment& environment_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::map<std::string, Item> items_; ///< by id: in the order of taking
    base::Instant pause_until_{}, last_word_{};
    int failures_ = 0; ///< in a row, of all questions together
    bool probing_ = false, stopped_ = false;
    Line line_;
};

} // namespace onshi::terminal
