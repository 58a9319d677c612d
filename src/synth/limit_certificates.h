#pragma once

#include "synth/cover.h"
#include "synth/income.h"

namespace onshi::synth {

/// 限度額適用認定証 and its relatives, for some: one up to the end of the insurers' year, now and then the one before
/// too. The class fits age, scheme and income on the first day; a certificate of class A ends with the month of
/// reaching 70.
void add_limit_certificates(Certified& to, const Cover& cover, const Income& income, Draw& draw);

} // namespace onshi::synth
