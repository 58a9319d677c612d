#pragma once

#include "synth/few.h"
#include "synth/household.h"

/// Who of a household is insured how, on the town's day.
namespace onshi::synth {

/// People whose insurance moves together: someone with an insurance of their own, and the dependants (被扶養者; in
/// 国民健康保険 those who would be).
struct Unit
{
    Few<std::size_t, most_members> members; ///< places in Household::members; the first is the one insured
    bool employees = false;                 ///< in an employees' scheme; else in 国民健康保険
};

struct Memberships
{
    Few<Unit, most_members> units;
    Few<std::size_t, most_members> late_elderly; ///< everyone of 75 and more, and a few certified disabled from 65 on
};

/// Every member is in exactly one unit or among the late elderly.
[[nodiscard]] Memberships draw_memberships(Draw& draw, const Household& household, base::Date as_of);

inline constexpr int late_elderly_age = 75;

} // namespace onshi::synth
