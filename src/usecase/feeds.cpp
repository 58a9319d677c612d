#include "usecase/feeds.h"

#include "base/fault.h"
#include "base/text.h"
#include "storage/feed_store.h"
#include "usecase/feed_record.h"

#include <algorithm>

namespace onshi::usecase {

using domain::AuditEvent;
using domain::ErrorCode;
using domain::Feed;
using domain::FeedState;

namespace {

constexpr std::size_t longest_name = 100;
/// Results hold what changed, names and addresses too: they do not stay longer than an insurer needs to fetch them.
constexpr std::chrono::days kept{30};
constexpr auto part_bytes = static_cast<std::int64_t>(domain::feed_part_bytes);

bool is_sha256(std::string_view text)
{
    const auto is_hex = [](char c) { return ('0' <= c && c <= '9') || ('a' <= c && c <= 'f'); };
    return text.size() == 64 && std::ranges::all_of(text, is_hex);
}

domain::Result<Feed> own_feed(UnitOfWork& work, const domain::Caller& caller, std::string_view id)
{
    auto feed = work.feeds.by_id(id);
    if (!feed || feed->insurer != caller.holder)
        return std::unexpected(domain::rejection(ErrorCode::feed_unknown, "id"));
    return *std::move(feed);
}

domain::Result<Feed> own_feed_in(UnitOfWork& work, const domain::Caller& caller, std::string_view id, FeedState state)
{
    auto feed = own_feed(work, caller, id);
    if (feed && feed->state != state)
        return std::unexpected(domain::rejection(ErrorCode::feed_state, "id"));
    return feed;
}

std::vector<std::int64_t> missing_parts(const Feed& feed, const storage::FeedStore::Received& received)
{
    std::vector<std::int64_t> missing;
    for (std::int64_t part = 0; part < feed.parts; ++part)
        if (!std::ranges::binary_search(received.parts, part))
            missing.push_back(part);
    return missing;
}

/// The counters of a step begin anew; what was said in the step before is forgotten.
void begin_step(UnitOfWork& work, Feed& feed, FeedState state)
{
    const auto was = feed;
    feed.state = state;
    feed.lines = 0;
    set_counts(feed, {});
    work.feeds.drop_notes(feed.id);
    if (!work.feeds.update(feed, was.state, was.lines))
        throw base::Fault(base::FaultCode::conflict, "the feed was changed meanwhile");
}

} // namespace

domain::Result<Feed> begin_feed(UnitOfWork& work, const domain::Caller& caller, const FeedAnnouncement& announced)
{
    if (announced.name.empty() || base::length(announced.name) > longest_name || base::has_control(announced.name))
        return std::unexpected(domain::rejection(ErrorCode::length, "name", "ファイル名"));
    if (!is_sha256(announced.sha256))
        return std::unexpected(domain::rejection(ErrorCode::characters, "sha256", "ハッシュ値（SHA-256）"));
    if (announced.bytes < 1)
        return std::unexpected(domain::rejection(ErrorCode::unknown_value, "bytes", "バイト数"));
    const auto now = work.environment.clock.now();
    work.feeds.forget_before(now - kept);
    if (auto known = work.feeds.unfinished(caller.holder, announced.kind, announced.sha256))
        return *std::move(known);
    Feed feed{.id = base::uuid_v7(work.environment),
              .insurer = caller.holder,
              .kind = announced.kind,
              .state = FeedState::receiving,
              .name = announced.name,
              .sha256 = announced.sha256,
              .bytes = announced.bytes,
              .parts = (announced.bytes + part_bytes - 1) / part_bytes,
              .begun_at = now};
    work.feeds.add(feed);
    put_on_record(work, caller, AuditEvent::feed_begun, details_of(feed));
    return feed;
}

domain::Result<void> put_feed_part(UnitOfWork& work, const domain::Caller& caller, std::string_view id,
                                   std::int64_t part, std::string_view bytes)
{
    const auto feed = own_feed_in(work, caller, id, FeedState::receiving);
    if (!feed)
        return std::unexpected(feed.error());
    if (part < 0 || feed->parts <= part)
        return std::unexpected(domain::rejection(ErrorCode::unknown_value, "part", "部分の番号"));
    const auto expected = part + 1 < feed->parts ? part_bytes : feed->bytes - part * part_bytes;
    if (static_cast<std::int64_t>(bytes.size()) != expected)
        return std::unexpected(domain::rejection(ErrorCode::length, "part", "部分"));
    work.feeds.put_part(id, part, bytes);
    work.keep(); // a part is no event of its own: the whole is put on the record when it is complete
    return {};
}

domain::Result<Feed> complete_feed(UnitOfWork& work, const domain::Caller& caller, std::string_view id)
{
    auto feed = own_feed(work, caller, id);
    if (!feed || feed->state != FeedState::receiving)
        return feed; // completing twice says the same
    if (!missing_parts(*feed, work.feeds.received(id)).empty())
        return std::unexpected(domain::rejection(ErrorCode::feed_state, "id"));
    begin_step(work, *feed, FeedState::comparing);
    put_on_record(work, caller, AuditEvent::feed_received, details_of(*feed));
    return feed;
}

domain::Result<Feed> decide_feed(UnitOfWork& work, const domain::Caller& caller, std::string_view id, bool accept)
{
    auto feed = own_feed(work, caller, id);
    if (!feed)
        return feed;
    const bool withdrawn = !accept && feed->state == FeedState::quarantined;
    if (feed->state != FeedState::waiting && !withdrawn)
        return std::unexpected(domain::rejection(ErrorCode::feed_state, "id"));
    if (accept) {
        begin_applying(work, *feed);
    } else {
        const auto was = *feed;
        feed->state = FeedState::refused;
        end_feed_step(work, *feed, was, {});
    }
    put_on_record(work, caller, accept ? AuditEvent::feed_accepted : AuditEvent::feed_refused, details_of(*feed));
    return feed;
}

domain::Result<FeedStatus> see_feed(UnitOfWork& work, const domain::Caller& caller, std::string_view id)
{
    auto feed = own_feed(work, caller, id);
    if (!feed)
        return std::unexpected(feed.error());
    FeedStatus status{*std::move(feed), {}};
    if (status.feed.state == FeedState::receiving)
        status.missing_parts = missing_parts(status.feed, work.feeds.received(id));
    return status;
}

domain::Result<void> see_feed_notes(UnitOfWork& work, const domain::Caller& caller, std::string_view id,
                                    const std::function<void(const domain::FeedNote&)>& visit)
{
    if (const auto feed = own_feed(work, caller, id); !feed)
        return std::unexpected(feed.error());
    work.feeds.each_note(id, visit);
    return {};
}

std::optional<Feed> next_feed(UnitOfWork& work) { return work.feeds.next_to_do(); }

std::string feed_part(UnitOfWork& work, std::string_view id, std::int64_t part) { return work.feeds.part(id, part); }

domain::Caller sender_of(const Feed& feed)
{
    return {.cls = domain::CallerClass::insurer, .id = "feed " + feed.id, .holder = feed.insurer};
}

void begin_applying(UnitOfWork& work, Feed& feed) { begin_step(work, feed, FeedState::applying); }

void record_feed(UnitOfWork& work, const Feed& feed, const Feed& was, std::span<const domain::FeedNote> notes)
{
    if (!work.feeds.update(feed, was.state, was.lines))
        throw base::Fault(base::FaultCode::conflict, "the feed was changed meanwhile");
    work.feeds.add_notes(feed.id, notes);
}

void end_feed_step(UnitOfWork& work, const Feed& feed, const Feed& was, std::span<const domain::FeedNote> notes)
{
    record_feed(work, feed, was, notes);
    if (feed.state == FeedState::done || feed.state == FeedState::failed || feed.state == FeedState::refused)
        work.feeds.drop_parts(feed.id);
    work.keep();
}

} // namespace onshi::usecase
