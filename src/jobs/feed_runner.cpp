#include "jobs/feed_runner.h"

#include "base/fault.h"
#include "jobs/coverage_difference.h"
#include "jobs/feed_stream.h"
#include "jobs/register_import.h"
#include "usecase/feeds.h"
#include "usecase/quarantine.h"

#include <algorithm>

namespace onshi::jobs {

using domain::Feed;
using domain::FeedNote;
using domain::FeedState;

namespace {

/// Thrown out of a step that is to go on later; never leaves this file.
struct Stopped
{
};

std::string words(const std::map<std::string, std::int64_t>& fields)
{
    std::string out;
    for (const auto& [field, rows] : fields)
        out += (out.empty() ? "" : " ") + field + "=" + std::to_string(rows);
    return out;
}

/// One feed on its way through one step.
class Step
{
public:
    Step(usecase::Desk& desk, Feed feed, const domain::PlausibilitySettings& plausibility,
         const std::function<bool()>& stop)
        : desk_(desk)
        , feed_(std::move(feed))
        , plausibility_(plausibility)
        , stop_(stop)
    {
    }

    void run()
    {
        // What was announced is what came, before anything of it is believed. A file that is applied was compared and
        // has been looked at already, and the parts of a complete feed do not change.
        if (feed_.state == FeedState::comparing && !is_whole(desk_, feed_))
            return fail({0, domain::FeedNoteKind::refused, "sha256",
                         domain::entry_of(domain::ErrorCode::contradiction).wire,
                         "届いた内容のハッシュ値が申告と違います。初めから送り直してください。"});
        FeedStream in(desk_, feed_);
        if (feed_.state == FeedState::comparing)
            compare(in);
        else
            apply(in);
    }

private:
    void compare(std::istream& in)
    {
        std::vector<FeedNote> notes;
        const auto caller = usecase::sender_of(feed_);
        const bool full = feed_.kind == domain::FeedKind::full;
        const auto insurer = domain::InsurerNumber::parse(feed_.insurer).value();
        const auto difference = compare_coverage(desk_, caller, in,
                                                 {.on_note =
                                                      [&](const FeedNote& note) {
                                                          if (notes.size() < domain::most_feed_notes)
                                                              notes.push_back(note);
                                                      },
                                                  .on_progress =
                                                      [&](std::size_t, const ImportReport& report) {
                                                          show_progress(report);
                                                          return !stop_();
                                                      },
                                                  .plausibility = plausibility_,
                                                  .insurer = full ? std::optional(insurer) : std::nullopt});
        if (stop_())
            throw Stopped();
        if (!difference)
            return fail(refused(difference.error()));
        auto compared = feed_;
        set_counts(compared, difference->report);
        compared.absent = difference->absent;
        compared.difference = words(difference->fields);
        desk_.write_now([&](usecase::UnitOfWork& work) {
            usecase::end_comparison(work, compared, feed_, difference->doubts, notes);
        });
    }

    /// Rows compared so far; `lines` stays, since a comparison that is cut off begins anew.
    void show_progress(const ImportReport& report)
    {
        auto now = feed_;
        set_counts(now, report);
        desk_.write_now([&](usecase::UnitOfWork& work) { usecase::end_feed_step(work, now, feed_, {}); });
        feed_ = now;
    }

    void apply(std::istream& in)
    {
        const auto caller = usecase::sender_of(feed_);
        const auto report = import_register(desk_, caller, RegisterFile::coverage, in,
                                            {.source = "feed:" + feed_.id,
                                             .done_through_line = static_cast<std::size_t>(feed_.lines),
                                             .before = domain::counts_of(feed_),
                                             .hold_doubtful = true,
                                             .feed = feed_.id,
                                             .on_progress =
                                                 [&](std::size_t, const ImportReport&) {
                                                     if (stop_())
                                                         throw Stopped();
                                                 },
                                             .in_batch =
                                                 [&](usecase::UnitOfWork& work, std::size_t last_line,
                                                     const ImportReport& so_far, std::span<const FeedNote> notes) {
                                                     auto now = feed_;
                                                     set_counts(now, so_far);
                                                     now.lines = static_cast<std::int64_t>(last_line);
                                                     usecase::record_feed(work, now, feed_, notes);
                                                     feed_ = now;
                                                 }});
        if (!report)
            return fail(refused(report.error()));
        auto applied = feed_;
        applied.state = FeedState::done;
        end(applied, {});
    }

    static FeedNote refused(const domain::Rejection& reason)
    {
        return {1, domain::FeedNoteKind::refused, reason.field, domain::entry_of(reason.code).wire, reason.reason};
    }

    void fail(const FeedNote& why)
    {
        auto failed = feed_;
        failed.state = FeedState::failed;
        end(failed, std::span(&why, 1));
    }

    void end(const Feed& feed, std::span<const FeedNote> notes)
    {
        desk_.write_now([&](usecase::UnitOfWork& work) { usecase::end_feed_step(work, feed, feed_, notes); });
    }

    usecase::Desk& desk_;
    Feed feed_; ///< as it is stored
    const domain::PlausibilitySettings& plausibility_;
    const std::function<bool()>& stop_;
};

/// One step of one feed; false if there is none to do, or it was stopped. `stop` is asked after each batch.
bool work_off_feed(usecase::Desk& desk, const domain::PlausibilitySettings& plausibility,
                   const std::function<bool()>& stop)
{
    auto feed = desk.read_now([](usecase::UnitOfWork& work) { return usecase::next_feed(work); });
    if (!feed)
        return false;
    try {
        Step(desk, *std::move(feed), plausibility, stop).run();
    } catch (const Stopped&) {
        return false;
    }
    return true;
}

} // namespace

FeedRunner::FeedRunner(usecase::Desk& desk, const base::Log& log, std::chrono::milliseconds poll,
                       domain::PlausibilitySettings plausibility)
    : desk_(desk)
    , log_(log)
    , poll_(poll)
    , plausibility_(plausibility)
    , thread_([this] { loop(); })
{
}

FeedRunner::~FeedRunner()
{
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

bool FeedRunner::stopping()
{
    const std::scoped_lock lock(mutex_);
    return stopping_;
}

void FeedRunner::loop()
{
    while (!stopping()) {
        if (work_off_one())
            continue;
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, poll_, [this] { return stopping_; });
    }
}

bool FeedRunner::work_off_one()
{
    try {
        return work_off_feed(desk_, plausibility_, [this] { return stopping(); });
    } catch (const std::exception& error) {
        // The database, or a bug: the feed stays where it is, and is taken up again after a while.
        log_.line(base::LogLevel::error, "feed", {{"details", error.what()}});
        return false;
    }
}

} // namespace onshi::jobs
