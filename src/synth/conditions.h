#pragma once

#include "synth/cover.h"
#include "synth/household.h"
#include "synth/income.h"

#include <optional>

/// What is so for one person, whichever insurer covers it.
namespace onshi::synth {

struct Condition
{
    bool sex_hidden = false; ///< 性別 is not on the front of the certificate
    bool sex_unset = false;  ///< 未設定 in the insurers' registers
    bool other_name = false; ///< 通称名, or 旧姓 of a wife
    /// 特定疾病: 1 dialysis, 2 haemophilia, 3 HIV by blood products (which only people with 2 have).
    int disease = 0;
    base::Date ill_since; ///< of the disease
};

[[nodiscard]] Condition draw_condition(std::uint64_t seed, const Household& household, std::size_t member,
                                       base::Date as_of);

/// 特定疾病療養受療証 from the gain or the day of falling ill on, without end: 10,000 yen a month, but 20,000 for
/// dialysis under 70 in class ア or イ (domain rules 3.4).
void add_diseases(Certified& to, const Cover& cover, const Income& income, const Condition& condition);

} // namespace onshi::synth
