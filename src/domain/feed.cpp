#include "domain/feed.h"

#include <array>

namespace onshi::domain {

namespace {

template<std::size_t n>
const char* nth(const std::array<const char*, n>& names, auto value)
{
    return names.at(static_cast<std::size_t>(value) - 1);
}

constexpr std::array kinds{"changes", "full"};
constexpr std::array states{"receiving", "comparing", "waiting", "applying",
                            "done",      "refused",   "failed",  "quarantined"};
constexpr std::array notes{"refused", "remark", "change", "absent", "held"};

} // namespace

const char* name_of(FeedKind kind) { return nth(kinds, kind); }
const char* name_of(FeedState state) { return nth(states, state); }
const char* name_of(FeedNoteKind kind) { return nth(notes, kind); }

RowCounts counts_of(const Feed& feed)
{
    return {.rows = feed.rows,
            .added = feed.added,
            .changed = feed.changed,
            .unchanged = feed.unchanged,
            .refused = feed.refused,
            .remarks = feed.remarks,
            .held = feed.held};
}

void set_counts(Feed& feed, const RowCounts& counts)
{
    feed.rows = counts.rows;
    feed.added = counts.added;
    feed.changed = counts.changed;
    feed.unchanged = counts.unchanged;
    feed.refused = counts.refused;
    feed.remarks = counts.remarks;
    feed.held = counts.held;
}

std::optional<FeedKind> feed_kind(std::string_view name)
{
    for (const auto kind : {FeedKind::changes, FeedKind::full})
        if (name == name_of(kind))
            return kind;
    return {};
}

} // namespace onshi::domain
