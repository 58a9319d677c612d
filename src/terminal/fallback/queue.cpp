#include "terminal/fallback/queue.h"

#include "base/fault.h"
#include "terminal/exchange/journal_file.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace onshi::terminal {

namespace {

constexpr std::chrono::minutes idle_look{1}; ///< how often an idle queue looks for what is to be dropped

std::string queued_record(const QueuedCheck& check)
{
    auto record = wire::Json::object();
    record.set("queued", check.id).set("at", base::jst_iso(check.queued_at));
    record.set("request", wire::write_eligibility_request(check.request));
    return record.compact();
}

std::string ended_record(const QueuedCheck& check)
{
    auto record = wire::Json::object();
    record.set("ended", check.id).set("at", base::jst_iso(*check.ended_at));
    if (check.answer) {
        auto answer = check.answer->answer;
        answer.character_code = wire::CharacterCode::utf8; // JSON is; the answer's own code may be another
        record.set("answer_id", check.answer->id).set("answer", wire::write_eligibility_answer(answer));
    } else {
        record.set("code", check.problem->code).set("message", check.problem->message);
    }
    return record.compact();
}

/// None for a record that this version cannot read: it is dropped.
std::optional<QueuedCheck> queued_in(const wire::Json& record)
{
    const auto at = base::parse_instant(record.text_of("at"));
    wire::SeenHeader seen;
    auto request = wire::parse_eligibility_request(record.text_of("request"), seen);
    if (!at || !request)
        return {};
    return QueuedCheck{record.text_of("queued"), *at, *std::move(request), {}, {}, {}};
}

void end_by(const wire::Json& record, QueuedCheck& check)
{
    check.ended_at = base::parse_instant(record.text_of("at"));
    if (auto answer = wire::parse_eligibility_answer(record.text_of("answer")); answer && answer->validity)
        check.answer = CheckAnswer{record.text_of("answer_id"), *std::move(answer)};
    else
        check.problem = wire::CodedMessage{record.text_of("code"), record.text_of("message")};
}

void replay(std::string_view bytes, std::vector<QueuedCheck>& checks)
{
    const auto record = wire::Json::parse(bytes);
    if (!record)
        return;
    if (auto queued = queued_in(*record)) {
        checks.push_back(*std::move(queued));
        return;
    }
    const auto ended = std::ranges::find(checks, record->text_of("ended"), &QueuedCheck::id);
    if (ended != checks.end())
        end_by(*record, *ended);
}

} // namespace

struct CheckQueue::Core
{
    const base::Environment& environment;
    base::Log& log;
    const Ask ask;
    const QueueSettings settings;

    std::mutex mutex;
    std::condition_variable_any woken;
    enum class Wake : std::uint8_t { none, added, centre_is_back } wake = Wake::none;
    std::vector<QueuedCheck> checks; ///< in the order of queueing
    bool file_is_behind = false;     ///< it holds checks that were dropped
    std::chrono::milliseconds wait;
    JournalFile file; ///< reads into `checks`
    std::jthread thread;

    Core(const base::Environment& of, base::Log& to, Ask by, QueueSettings with)
        : environment(of)
        , log(to)
        , ask(std::move(by))
        , settings(std::move(with))
        , wait(settings.first_wait)
        , file(settings.file, [this](std::string_view record) { replay(record, checks); })
        , thread([this](const std::stop_token& stop) { work(stop); })
    {
    }

    [[nodiscard]] std::size_t waiting() const
    {
        return static_cast<std::size_t>(
            std::ranges::count_if(checks, [](const QueuedCheck& check) { return !check.ended_at; }));
    }

    void wake_for(Wake reason)
    {
        wake = reason;
        woken.notify_all();
    }

    [[nodiscard]] QueuedCheck named(const wire::EligibilityRequest& request) const
    {
        return {base::uuid_v7(environment), environment.clock.now(), request, {}, {}, {}};
    }

    /// Refused (overloaded) if it is full.
    CheckOutcome take(QueuedCheck check)
    {
        const std::scoped_lock lock(mutex);
        if (waiting() >= settings.most) {
            const auto& full = domain::entry_of(domain::ErrorCode::overloaded);
            return wire::CodedMessage{full.wire, full.desk};
        }
        keep(check);
        return Queued{std::move(check.id), check.queued_at};
    }

    void keep(const QueuedCheck& check)
    {
        const std::string record = queued_record(check);
        file.append({&record, 1}, JournalFile::Sync::now);
        checks.push_back(check);
        if (waiting() == 1)
            wake_for(Wake::added);
    }

    void work(const std::stop_token& stop)
    {
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
            drop_old();
            // One that was queued just now has been asked just now.
            if (wake != Wake::added && waiting() > 0) {
                wake = Wake::none;
                wait = ask_waiting(lock, stop) ? settings.first_wait : std::min(2 * wait, settings.longest_wait);
            } else {
                wake = Wake::none;
                wait = settings.first_wait;
            }
            woken.wait_for(lock, stop, waiting() > 0 ? longer_by_chance(wait) : idle_look,
                           [this] { return wake != Wake::none; });
        }
    }

    /// So that not all terminals of the country come back at the same moment.
    [[nodiscard]] std::chrono::milliseconds longer_by_chance(std::chrono::milliseconds time) const
    {
        constexpr int parts = 256;
        const auto [chance] = base::random_bytes<1>(environment.random);
        return time + time * chance / (2 * parts);
    }

    /// The oldest first, until one does not get through. False if one did not.
    bool ask_waiting(std::unique_lock<std::mutex>& lock, const std::stop_token& stop)
    {
        while (!stop.stop_requested()) {
            const auto next = first_waiting();
            if (!next)
                return true;
            lock.unlock();
            auto outcome = asked_quietly(*next);
            lock.lock();
            if (std::holds_alternative<Unreachable>(outcome))
                return false;
            end(next->id, std::move(outcome));
        }
        return true;
    }

    /// A copy: the list may change while its check is asked.
    [[nodiscard]] std::optional<QueuedCheck> first_waiting() const
    {
        const auto first = std::ranges::find_if(checks, [](const QueuedCheck& check) { return !check.ended_at; });
        return first == checks.end() ? std::nullopt : std::optional(*first);
    }

    [[nodiscard]] AskOutcome asked_quietly(const QueuedCheck& check) const
    {
        try {
            return ask(check.request, check.id);
        } catch (const base::Fault& fault) {
            log.line(base::LogLevel::error, "queued_check_failed", {{"id", check.id}, {"details", fault.what()}});
            return Unreachable{};
        }
    }

    void end(const std::string& id, AskOutcome outcome)
    {
        const auto check = std::ranges::find(checks, id, &QueuedCheck::id);
        if (check == checks.end())
            return;
        check->ended_at = environment.clock.now();
        if (auto* const answer = std::get_if<CheckAnswer>(&outcome))
            check->answer = std::move(*answer);
        else
            check->problem = std::get<wire::CodedMessage>(std::move(outcome));
        log.line(base::LogLevel::info, "queued_check_ended", {{"id", id}, {"answered", check->answer.has_value()}});
        // If it cannot be written, the next start asks again under the same key, and gets the same answer.
        quietly([&] {
            const std::string record = ended_record(*check);
            file.append({&record, 1}, JournalFile::Sync::now);
        });
    }

    [[nodiscard]] bool is_over(const QueuedCheck& check, base::Instant now) const
    {
        return now >= check.queued_at + settings.dropped_after ||
               (check.ended_at && now >= *check.ended_at + settings.shown_after_end);
    }

    void drop_old()
    {
        const auto now = environment.clock.now();
        const auto unasked = waiting();
        if (std::erase_if(checks, [&](const QueuedCheck& check) { return is_over(check, now); }) > 0)
            file_is_behind = true;
        if (const auto lost = unasked - waiting(); lost > 0)
            log.line(base::LogLevel::error, "queued_checks_dropped_unasked", {{"checks", lost}});
        if (!file_is_behind)
            return;
        quietly([&] {
            std::vector<std::string> records;
            for (const auto& check : checks) {
                records.push_back(queued_record(check));
                if (check.ended_at)
                    records.push_back(ended_record(check));
            }
            file.replace(records);
            file_is_behind = false;
        });
    }

    template<class F>
    void quietly(F write)
    {
        try {
            write();
        } catch (const base::Fault& fault) {
            log.line(base::LogLevel::error, "check_queue_not_written", {{"details", fault.what()}});
        }
    }
};

CheckQueue::CheckQueue(const base::Environment& environment, base::Log& log, Ask ask, QueueSettings settings)
    : core_(std::make_unique<Core>(environment, log, std::move(ask), std::move(settings)))
{
}

CheckQueue::~CheckQueue() = default;

CheckOutcome CheckQueue::check(const wire::EligibilityRequest& request)
{
    auto check = core_->named(request);
    auto outcome = core_->ask(request, check.id);
    if (auto* const refused = std::get_if<wire::CodedMessage>(&outcome))
        return std::move(*refused);
    if (auto* const answer = std::get_if<CheckAnswer>(&outcome)) {
        centre_is_back();
        return std::move(*answer);
    }
    return core_->take(std::move(check));
}

CheckOutcome CheckQueue::keep(const wire::EligibilityRequest& request) { return core_->take(core_->named(request)); }

void CheckQueue::centre_is_back()
{
    const std::scoped_lock lock(core_->mutex);
    core_->wake_for(Core::Wake::centre_is_back);
}

std::vector<QueuedCheck> CheckQueue::items() const
{
    const std::scoped_lock lock(core_->mutex);
    return core_->checks;
}

std::size_t CheckQueue::waiting() const
{
    const std::scoped_lock lock(core_->mutex);
    return core_->waiting();
}

wire::Json queued_json(const Queued& queued)
{
    return wire::Json::object().set("id", queued.id).set("queued_at", base::jst_iso(queued.at));
}

wire::Json queue_json(const std::vector<QueuedCheck>& checks)
{
    auto items = wire::Json::array();
    for (const auto& check : checks) {
        auto item = wire::Json::object();
        item.set("id", check.id).set("queued_at", base::jst_iso(check.queued_at)).set("kind", "typed");
        item.set("label", check.request.search.insurer.text());
        item.set("answer", check.answer ? check_answer_json(*check.answer) : wire::Json());
        auto problem = wire::Json();
        if (check.problem)
            problem = wire::Json::object().set("code", check.problem->code).set("message", check.problem->message);
        item.set("problem", problem);
        items.push(std::move(item));
    }
    auto out = wire::Json::object();
    out.set("items", std::move(items));
    return out;
}

} // namespace onshi::terminal
