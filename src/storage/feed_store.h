#pragma once

#include "domain/feed.h"
#include "domain/quarantine.h"
#include "storage/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace onshi::storage {

/// Feeds under way and their results, until they are forgotten; and what of them waits in quarantine.
class FeedStore
{
public:
    explicit FeedStore(Transaction& transaction)
        : transaction_(transaction)
    {
    }

    void add(const domain::Feed&);
    /// All but id, insurer, kind, name, sha256 and sizes. False if the feed is no longer in state `was` with
    /// `lines_were` dealt with: another server was faster, and nothing is changed.
    [[nodiscard]] bool update(const domain::Feed&, domain::FeedState was, std::int64_t lines_were);
    [[nodiscard]] std::optional<domain::Feed> by_id(std::string_view id);
    /// A feed of this insurer with the same kind and content that is not at its end.
    [[nodiscard]] std::optional<domain::Feed> unfinished(std::string_view insurer, domain::FeedKind,
                                                         std::string_view sha256);
    /// The oldest that is comparing or applying.
    [[nodiscard]] std::optional<domain::Feed> next_to_do();

    void put_part(std::string_view id, std::int64_t part, std::string_view bytes);
    [[nodiscard]] std::string part(std::string_view id, std::int64_t part); ///< empty if it is missing
    struct Received
    {
        std::int64_t bytes = 0;
        std::vector<std::int64_t> parts; ///< ascending
    };
    [[nodiscard]] Received received(std::string_view id);
    void drop_parts(std::string_view id);

    /// Up to domain::most_feed_notes in all; further ones are not kept.
    void add_notes(std::string_view id, std::span<const domain::FeedNote>);
    void each_note(std::string_view id, const std::function<void(const domain::FeedNote&)>&);
    void drop_notes(std::string_view id);

    /// Quarantined files, oldest first.
    [[nodiscard]] std::vector<domain::Feed> quarantined();

    /// The row takes the place of one of the same spell that waits.
    void hold(const domain::HeldRow&);
    /// Whatever waits of this spell waits no more: a later row of it was taken.
    void release(std::string_view spell);
    /// False if it is not waiting.
    [[nodiscard]] bool decide_held(std::string_view id, domain::HeldState);
    [[nodiscard]] std::optional<domain::HeldRow> held(std::string_view id);
    [[nodiscard]] std::vector<std::string> waiting_spells();
    /// Held rows that wait, oldest first.
    void each_waiting(const std::function<void(const domain::HeldRow&)>&);
    struct Quarantined
    {
        std::int64_t feeds = 0, rows = 0; ///< that wait
    };
    [[nodiscard]] Quarantined count_quarantined();

    /// Feeds that were begun before that moment, with all that belongs to them, but those that are being worked off or
    /// quarantined; and rows held before it that were decided.
    void forget_before(base::Instant);

private:
    std::optional<domain::Feed> read(std::string_view sql, std::initializer_list<Value>);
    Transaction& transaction_;
};

} // namespace onshi::storage
