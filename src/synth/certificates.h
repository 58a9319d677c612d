#pragma once

#include "synth/cover.h"
#include "synth/income.h"

namespace onshi::synth {

/// 被保険者証 and 資格確認書. 国保 and 39: one for each year from 1 August to 31 July, 39 with the share, back to four
/// years (国保 two) before the day seen. Employees: none, or one since the gain.
void add_certificates(Certified& to, const Cover& cover, const Income& income, Draw& draw);

/// 高齢受給者証 from 70 to 74: yearly too, from the month after reaching 70 to the day before the 75th birthday.
void add_elderly_certificates(Certified& to, const Cover& cover, const Income& income);

} // namespace onshi::synth
