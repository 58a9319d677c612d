#pragma once

#include "synth/memberships.h"

#include <optional>
#include <string_view>

/// How a unit came to its present insurance: the last five years of changes, the present, and now and then the near
/// future.
namespace onshi::synth {

inline constexpr int history_years = 5;

struct Segment
{
    base::Date from{std::chrono::sys_days()}; ///< the first day with the new insurance
    bool employees = false;
    InsurerIndex insurer = 0;
};

struct Timeline
{
    Few<Segment, history_years + 2> segments; ///< ascending; never empty
    std::optional<base::Date> ended;          ///< the first day without cover where no newer one is known
    std::string_view reason;                  ///< 資格喪失事由 of that end; may be empty
};

/// About 4.5 % of the working people a year change their insurer. Changes lie at least 30 days apart.
[[nodiscard]] Timeline draw_timeline(Draw& draw, const Household& household, const Unit& unit, const Insurers& insurers,
                                     base::Date as_of);

/// The day itself or, mostly, the first of its month, when people start at new work.
[[nodiscard]] base::Date draw_start(Draw& draw, base::Date around);

} // namespace onshi::synth
