#pragma once

#include "synth/places.h"
#include "wire/register_files.h"

#include <cstdint>
#include <functional>

namespace onshi::synth {

/// The facilities (医療機関・薬局) of a town, one after the other: first 1319999999 「架空見本診療所（合成）」 in
/// UTF-8, then by prefecture and kind. Kinds as in Japan on 2022-12-18, prefectures by population; one in five reads
/// Shift_JIS. At most 400,000 (郡市区番号 90 to 99 hold no more), else base::Bug.
void each_facility(std::uint64_t facilities, std::uint64_t seed,
                   const std::function<void(const wire::FacilityRow&)>& use);

} // namespace onshi::synth
