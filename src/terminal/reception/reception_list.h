#pragma once

#include "base/environment.h"
#include "terminal/reception/dialogue.h"
#include "wire/json.h"

#include <deque>
#include <functional>
#include <mutex>
#include <string>

/// The receptions of the day, for the staff's screen: in memory only, the newest first.
namespace onshi::terminal {

class ReceptionList
{
public:
    /// `changed` is told after each change, on the thread that made it.
    ReceptionList(const base::Environment& environment, std::function<void()> changed)
        : environment_(environment)
        , changed_(std::move(changed))
    {
    }

    void begin(const std::string& id);
    void step(const std::string& id, Step step);
    void end(const std::string& id, const ReceptionOutcome& outcome);

    /// At most 50 of the last twelve hours: what is older is forgotten. Any thread.
    [[nodiscard]] wire::Json json();

private:
    struct Line
    {
        std::string id;
        base::Instant at;
        Step step = Step::reading;
        ReceptionOutcome outcome;
        bool is_over = false;
    };
    void change(const std::string& id, const std::function<void(Line&)>&);
    [[nodiscard]] static wire::Json json_of(const Line&);

    const base::Environment& environment_;
    const std::function<void()> changed_;
    std::mutex mutex_;
    std::deque<Line> lines_;
};

} // namespace onshi::terminal
