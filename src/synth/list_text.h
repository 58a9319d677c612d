#pragma once

#include "synth/cover.h"
#include "synth/line.h"

namespace onshi::synth {

/// The four cells of a row's lists, parted by commas, as domain::write_list writes them; straight into the line, since
/// most of a nation's file consists of these. A test holds the two to each other.
void add_lists(Line& line, const Certified& certified);

} // namespace onshi::synth
