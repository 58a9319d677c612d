#pragma once

#include "domain/feed.h"
#include "domain/rejection.h"
#include "pki/digest.h"
#include "usecase/unit_of_work.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// An insurer's file on its way: begun, sent in parts, completed, compared; an implausible one waits in quarantine
/// (quarantine.h), a full one is accepted or refused by its insurer, and then it is applied.
/// Every step may be repeated. The insurer is the caller's (from its certificate); another's feed is unknown to it.
namespace onshi::usecase {

struct FeedAnnouncement
{
    domain::FeedKind kind{};
    std::string name;       ///< at most 100 characters
    std::string sha256;     ///< of the whole file, 64 hex digits
    std::int64_t bytes = 0; ///< 1 and more
};

/// A new feed (and those begun more than 30 days ago are forgotten, with their results); or the one with the same kind
/// and content that is not at its end, so that a sender that was cut off goes on with it. Errors: length (name),
/// characters (sha256), unknown_value (bytes).
[[nodiscard]] domain::Result<domain::Feed> begin_feed(UnitOfWork&, const domain::Caller&, const FeedAnnouncement&);
/// Part `part` from 0; all but the last have feed_part_bytes. Errors: feed_unknown, feed_state, length, unknown_value.
[[nodiscard]] domain::Result<void> put_feed_part(UnitOfWork&, const domain::Caller&, std::string_view id,
                                                 std::int64_t part, std::string_view bytes);
/// All parts are there: comparing begins. Errors: feed_unknown, feed_state (also if parts are missing).
[[nodiscard]] domain::Result<domain::Feed> complete_feed(UnitOfWork&, const domain::Caller&, std::string_view id);
/// Answers the difference of a full file; a quarantined file can be refused (withdrawn) by its insurer too. Errors:
/// feed_unknown, feed_state.
[[nodiscard]] domain::Result<domain::Feed> decide_feed(UnitOfWork&, const domain::Caller&, std::string_view id,
                                                       bool accept);

struct FeedStatus
{
    domain::Feed feed;
    std::vector<std::int64_t> missing_parts; ///< while receiving
};
[[nodiscard]] domain::Result<FeedStatus> see_feed(UnitOfWork&, const domain::Caller&, std::string_view id);
/// The notes of the present or last step. Error: feed_unknown.
[[nodiscard]] domain::Result<void> see_feed_notes(UnitOfWork&, const domain::Caller&, std::string_view id,
                                                  const std::function<void(const domain::FeedNote&)>&);

// For the job that works them off.

/// The hash that a feed's content is announced with.
class ContentHash
{
public:
    void update(std::string_view bytes) { hash_.update(bytes); }
    [[nodiscard]] std::string hex() { return pki::hex(hash_.finish()); }

private:
    pki::Sha256 hash_;
};

/// The oldest feed that is to be compared or applied.
[[nodiscard]] std::optional<domain::Feed> next_feed(UnitOfWork&);
[[nodiscard]] std::string feed_part(UnitOfWork&, std::string_view id, std::int64_t part);
/// Who sent it.
[[nodiscard]] domain::Caller sender_of(const domain::Feed&);
/// Its rows are going to be taken: counters and notes begin anew. Inside Desk::write; throws as record_feed does.
void begin_applying(UnitOfWork&, domain::Feed&);
/// Writes how far it is, and the notes of the last rows. Inside another unit of work, and durable with it. Throws
/// base::Fault(conflict), so that nothing of the unit stays, if the feed is no longer as `was` says.
void record_feed(UnitOfWork&, const domain::Feed&, const domain::Feed& was, std::span<const domain::FeedNote>);
/// The same as a unit of its own, at the end of a step: parts are dropped at the feed's end.
void end_feed_step(UnitOfWork&, const domain::Feed&, const domain::Feed& was, std::span<const domain::FeedNote>);

} // namespace onshi::usecase
