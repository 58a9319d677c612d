#pragma once

#include "domain/identifiers.h"
#include "synth/insurers.h"

#include <cstdint>

/// The numbers of the synthetic people. All are one-to-one functions of counters: unique without a memory of those
/// given.
namespace onshi::synth {

/// Units of one household take numbers from this many slots: 0 is its 国民健康保険, the others its employees'
/// insurances.
inline constexpr std::uint64_t slots = 64;
inline constexpr std::uint64_t national_slot = 0;
/// The slot of the `segment`-th insurance (0 to 6) of the unit led by `member`.
[[nodiscard]] std::uint64_t employees_slot(std::size_t member, std::size_t segment);

/// "SYN" and sixteen hexadecimal digits. Different for every (household, member) of a seed; never sample_person_code().
[[nodiscard]] domain::PersonCode person_code(std::uint64_t seed, std::uint64_t household, std::size_t member);
/// "SYN0000000000000000": 見本　花子, in every town.
[[nodiscard]] domain::PersonCode sample_person_code();

/// 記号・番号 of (household, slot), in the insurer's style; `branch` from 1. Households up to 156 million.
[[nodiscard]] domain::InsuredId unit_id(IdStyle style, std::uint64_t household, std::uint64_t slot, std::size_t branch);

/// 後期高齢者医療: eight digits of the person's own, no 記号, no 枝番. `local_index`: the household's among those of
/// the prefecture, up to 12.5 million.
[[nodiscard]] domain::InsuredId late_elderly_id(std::uint64_t local_index, std::size_t member);

} // namespace onshi::synth
