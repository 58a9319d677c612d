#pragma once

#include "synth/insurers.h"

namespace onshi::synth {

/// 保険者名称 of the `index`-th insurer of its scheme, the `local`-th in its prefecture. Begins with 架空 (but for the
/// first society, 見本) and ends with （合成）; distinct within a town.
[[nodiscard]] std::string insurer_name(Scheme scheme, std::uint64_t index, std::size_t prefecture, std::uint64_t local);

} // namespace onshi::synth
