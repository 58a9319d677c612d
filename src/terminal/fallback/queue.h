#pragma once

#include "base/environment.h"
#include "base/log.h"
#include "terminal/fallback/typed_check.h"
#include "wire/eligibility_message.h"
#include "wire/json.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Typed checks that could not reach the centre: kept on the disk and asked again when it is back.
namespace onshi::terminal {

struct Unreachable
{
};
/// What came of asking: an answer, nothing for now, or a refusal of the centre in its words.
using AskOutcome = std::variant<CheckAnswer, Unreachable, wire::CodedMessage>;
/// Asks the centre once. Called from several threads at once. The same key is the same question (Idempotency-Key).
using Ask = std::function<AskOutcome(const wire::EligibilityRequest&, const std::string& idempotency_key)>;

/// A check in the queue. Personal.
struct QueuedCheck
{
    std::string id; ///< the idempotency key of its first try, and of every later one
    base::Instant queued_at{};
    wire::EligibilityRequest request;
    std::optional<CheckAnswer> answer;
    std::optional<wire::CodedMessage> problem; ///< the centre refused it
    std::optional<base::Instant> ended_at;     ///< when it was answered or refused; none: it waits

    bool operator==(const QueuedCheck&) const = default;
};

/// Told to the desk when a check could not be asked now.
struct Queued
{
    std::string id;
    base::Instant at{};
};
using CheckOutcome = std::variant<CheckAnswer, Queued, wire::CodedMessage>;

struct QueueSettings
{
    std::filesystem::path file = "checks.journal";   ///< mode 0600
    std::chrono::milliseconds first_wait{5'000};     ///< after a try that did not reach the centre; then twice as long,
    std::chrono::milliseconds longest_wait{300'000}; ///< at most this; each up to half longer by chance
    std::chrono::hours shown_after_end{24};          ///< dropped so long after it was answered or refused
    std::chrono::hours dropped_after{7 * 24};        ///< dropped so long after it was queued, whatever became of it
    std::size_t most = 1'000;                        ///< with so many in it the queue takes no more
};

/// The file holds personal data in clear; it is rewritten without them when a check is dropped, and so goes from the
/// file, though not from what the disk keeps beneath. Works from its making to its end on a thread of its own.
class CheckQueue
{
public:
    /// `environment` and `log` outlive it. Goes on with what the file holds. Throws base::Fault(io) if the file cannot
    /// be opened, (setup) if another program has it open.
    CheckQueue(const base::Environment& environment, base::Log& log, Ask ask, QueueSettings settings = {});
    /// Ends after the try under way.
    ~CheckQueue();
    CheckQueue(const CheckQueue&) = delete;
    CheckQueue& operator=(const CheckQueue&) = delete;

    /// Asks at once, on the calling thread, under a fresh key; if the centre cannot be reached the check is on the disk
    /// when this returns Queued. Refused (overloaded) if the queue is full. Any thread. Throws base::Fault(io) if it
    /// could neither be asked nor kept, and what `ask` throws.
    [[nodiscard]] CheckOutcome check(const wire::EligibilityRequest&);

    /// Queued without being asked first, for whoever may not hear the answer. Refused and thrown as by check(). Any
    /// thread.
    [[nodiscard]] CheckOutcome keep(const wire::EligibilityRequest&);

    /// Somebody saw the centre answer: asks again now. Any thread.
    void centre_is_back();

    /// Oldest first; those waiting and those ended since. Any thread.
    [[nodiscard]] std::vector<QueuedCheck> items() const;
    [[nodiscard]] std::size_t waiting() const; ///< any thread

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

/// Schema Queued of the page's API document.
[[nodiscard]] wire::Json queued_json(const Queued&);
/// Schema Queue of the page's API document; the label is the insurer's number.
[[nodiscard]] wire::Json queue_json(const std::vector<QueuedCheck>&);

} // namespace onshi::terminal
