#pragma once

#include "base/date.h"
#include "synth/demography.h"
#include "synth/random.h"

#include <vector>

namespace onshi::synth {

/// Dates of birth of a household's members, each within its age class on `as_of`. Children of one household are born at
/// least 300 days apart or on the same day (twins: about 1 % of births).
[[nodiscard]] std::vector<base::Date> draw_births(Draw& draw, const Shape& shape, base::Date as_of);

/// Full years completed on `on`.
[[nodiscard]] int age_on(base::Date birth, base::Date on);
/// The same day of the month `years` earlier; 29 February becomes 28 February.
[[nodiscard]] base::Date years_before(base::Date date, int years);

} // namespace onshi::synth
