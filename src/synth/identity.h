#pragma once

#include "synth/insurers.h"
#include "synth/line.h"

#include <cstdint>

/// The numbers of the synthetic people. All are one-to-one functions of counters: unique without a memory of those
/// given.
namespace onshi::synth {

/// Units of one household take numbers from this many slots: 0 is its 国民健康保険, the others its employees'
/// insurances, the last those taken back.
inline constexpr std::uint64_t slots = 64;
inline constexpr std::uint64_t national_slot = 0;
/// The slot of the `segment`-th insurance (0 to 6) of the unit led by `member`.
[[nodiscard]] std::uint64_t employees_slot(std::size_t member, std::size_t segment);

/// The slot of a row that was taken back: it belongs to no unit. `member` up to 6.
[[nodiscard]] std::uint64_t void_slot(std::size_t member);

/// "SYN" and sixteen hexadecimal digits. Different for every (household, member) of a seed; never
/// "SYN0000000000000000", which is 見本　花子's in every town.
void add_person_code(Line& line, std::uint64_t seed, std::uint64_t household, std::size_t member);

/// The cells 記号, 番号 and 枝番 of (household, slot), in the insurer's style: "0123,456789,01". `branch` from 1; 0 for
/// a certificate of the time before 枝番. Households up to 156 million.
void add_unit_id(Line& line, IdStyle style, std::uint64_t household, std::uint64_t slot, std::size_t branch);

/// The same cells for 後期高齢者医療: eight digits of the person's own, no 記号, no 枝番: ",01234567,". `local_index`:
/// the household's among those of the prefecture, up to 12.5 million.
void add_late_elderly_id(Line& line, std::uint64_t local_index, std::size_t member);

} // namespace onshi::synth
