#include "terminal/exchange/questions.h"

#include <algorithm>

namespace onshi::terminal {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds first_wait{250}, longest_wait{5'000};
/// A line that is not used is tried, so that the staff sees that the centre is gone before a patient stands there.
constexpr std::chrono::seconds probe_after{30};
/// A thread that waits looks up as often, for what becomes due by the clock.
constexpr milliseconds nap{100};

/// 250 ms, twice as long each time, 5 s at most.
milliseconds back_off(int failures)
{
    constexpr int most_doublings = 5;
    return std::min(longest_wait, first_wait * (1 << std::min(failures, most_doublings)));
}

} // namespace

Questions::Questions(const base::Environment& environment)
    : environment_(environment)
    , line_{false, environment.clock.now()}
{
}

void Questions::add(Question question, Standing standing)
{
    const std::scoped_lock lock(mutex_);
    const auto id = question.debt.id;
    items_.insert_or_assign(id, Item{.question = std::move(question),
                                     .state = standing.answered ? State::answered : State::due,
                                     .failed = standing.failed});
    wake_.notify_one();
}

std::vector<std::string> Questions::named(const std::filesystem::path& results, const std::string& result) const
{
    const std::scoped_lock lock(mutex_);
    std::vector<std::string> ids;
    for (const auto& [id, item] : items_)
        if (item.question.debt.results == results && item.question.result == result)
            ids.push_back(id);
    return ids;
}

void Questions::drop(const std::string& id)
{
    const std::scoped_lock lock(mutex_);
    items_.erase(id);
}

Questions::Item* Questions::choose(base::Instant now)
{
    if (now < pause_until_)
        return nullptr;
    for (auto& [id, item] : items_)
        if (item.state == State::due && item.at <= now)
            return &item;
    return nullptr;
}

bool Questions::should_probe(base::Instant now) const
{
    return !probing_ && now >= pause_until_ && (failures_ > 0 || now - last_word_ >= probe_after);
}

std::optional<Questions::Task> Questions::next()
{
    std::unique_lock lock(mutex_);
    while (!stopped_) {
        const auto now = environment_.clock.now();
        if (auto* const item = choose(now)) {
            item->state = State::asked;
            return Task{item->question};
        }
        if (should_probe(now)) {
            probing_ = true;
            return Task{};
        }
        wake_.wait_for(lock, nap);
    }
    return {};
}

void Questions::note_line(bool reachable, base::Instant now)
{
    if (line_.reachable != reachable)
        line_ = {reachable, now};
    if (reachable) {
        last_word_ = now;
        failures_ = 0;
    } else if (now >= pause_until_) { // several threads that fail together are one failure
        pause_until_ = now + back_off(failures_++);
    }
}

void Questions::done(const Task& task, const Reply& reply, const std::function<bool(const Question&)>& answered)
{
    const std::scoped_lock lock(mutex_);
    const auto now = environment_.clock.now();
    note_line(reply.kind != Reply::Kind::unreachable, now);
    if (!task.question) {
        probing_ = false;
        return;
    }
    pause_until_ = std::max(pause_until_, now + reply.pause);
    const auto found = items_.find(task.question->debt.id);
    if (found == items_.end() || found->second.state == State::answered)
        return;
    auto& item = found->second;
    item.state = State::due;
    switch (reply.kind) {
    case Reply::Kind::answer:
        if (item.failed && !item.question.debt.late) { // the failure result goes first; the answer comes again
            item.at = now + first_wait;
            return;
        }
        item.state = State::answered;
        if (!answered(item.question))
            items_.erase(found);
        return;
    case Reply::Kind::later:
        item.at = now + std::max<std::chrono::microseconds>(reply.pause, back_off(item.tries++));
        break;
    case Reply::Kind::unreachable:
        break; // the pause of all is its own too
    }
}

void Questions::fail_overdue(base::Instant taken_before, const std::function<bool(const Question&)>& fail)
{
    const std::scoped_lock lock(mutex_);
    for (auto& [id, item] : items_) {
        if (item.failed || item.state == State::answered || item.question.debt.taken >= taken_before)
            continue;
        item.failed = true;
        if (!fail(item.question))
            item.state = State::answered;
    }
}

void Questions::paid(const std::string& id, bool goes_on)
{
    const std::scoped_lock lock(mutex_);
    const auto found = items_.find(id);
    if (found == items_.end())
        return;
    if (goes_on)
        found->second.question.debt.late = true;
    else
        items_.erase(found);
}

void Questions::stop()
{
    const std::scoped_lock lock(mutex_);
    stopped_ = true;
    wake_.notify_all();
}

std::size_t Questions::in_hand() const
{
    const std::scoped_lock lock(mutex_);
    return static_cast<std::size_t>(
        std::ranges::count_if(items_, [](const auto& entry) { return !entry.second.question.debt.late; }));
}

std::size_t Questions::late() const
{
    const std::scoped_lock lock(mutex_);
    return static_cast<std::size_t>(
        std::ranges::count_if(items_, [](const auto& entry) { return entry.second.question.debt.late; }));
}

Questions::Line Questions::line() const
{
    const std::scoped_lock lock(mutex_);
    return line_;
}

} // namespace onshi::terminal
