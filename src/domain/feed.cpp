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

std::optional<FeedKind> feed_kind(std::string_view name)
{
    for (const auto kind : {FeedKind::changes, FeedKind::full})
        if (name == name_of(kind))
            return kind;
    return {};
}

} // namespace onshi::domain
