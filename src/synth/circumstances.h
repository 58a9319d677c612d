#pragma once

#include "synth/household.h"
#include "synth/income.h"

#include <optional>

/// What is so for a whole household, beside who lives in it: income, a move, arrears with 国民健康保険, protection.
namespace onshi::synth {

/// 保険料の滞納: with it 国民健康保険 gives a 短期被保険者証 or a 資格証明書.
enum class Arrears : std::uint8_t { none, short_term, special_medical_cost };

struct Circumstances
{
    Income income;
    Arrears arrears = Arrears::none;
    std::optional<base::Date> moved; ///< to Household::address, from `former`
    Address former;
    bool undisclosed = false;   ///< 不開示該当フラグ: of a household that moved away to be safe
    bool self_withheld = false; ///< 自己情報提供不可フラグ
};

[[nodiscard]] Circumstances draw_circumstances(std::uint64_t seed, const Household& household, base::Date as_of);

} // namespace onshi::synth
