#pragma once

#include "base/date.h"

#include <cstdint>
#include <string>

/// 隔離: what is kept of a row that was not taken because it is implausible (plausibility.h).
namespace onshi::domain {

enum class HeldState : std::uint8_t {
    waiting = 1, ///< for the operator
    accepted = 2,
    refused = 3,
};

/// One row of a feed. It is its insurer's latest word on a spell: a later row of the same spell takes its place, or, if
/// it is taken, makes it void.
struct HeldRow
{
    std::string id;        ///< UUID version 7
    std::string feed;      ///< 受付番号
    std::int64_t line = 0; ///< of the feed's file
    std::string insurer;   ///< 保険者番号
    std::string spell;     ///< whose row of which cover: spell_key
    HeldState state = HeldState::waiting;
    base::Instant held_at{};
    std::string reasons; ///< Japanese, one doubt a line: 生年月日「…」→「…」：…
    std::string content; ///< the row as a coverage file of one row, with its header
};

/// Who decides what stands in quarantine gives a reason, for the record and for the sender: 1 to 200 characters.
inline constexpr std::size_t longest_reason = 200;

} // namespace onshi::domain
