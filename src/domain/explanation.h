#pragma once

#include "domain/eligibility.h"
#include "domain/intake.h"
#include "domain/notice.h"

#include <optional>
#include <string>

/// Why an answer is not 有効, how fresh the insurer's data are, who can mend it, and what the desk does meanwhile.
/// Pure; nothing in it depends on the moment at which it is said.
namespace onshi::domain {

/// The insurer that was asked for, as known when the answer was made.
struct AskedInsurer
{
    InsurerNumber number;
    std::string name;             ///< empty: no insurer of that number is in the register
    std::optional<Intake> intake; ///< none: nothing was received since the register keeps count
};

/// What is told beside an answer that is not 有効. `decision` as domain::disclose leaves it.
[[nodiscard]] NoticeCode refusal_notice(const Decision& decision, base::Date on, const AskedInsurer& asked);

/// The notice's sentence, then 【理由】, 【最終受領】 (with the usual delay), 【直せる所】 and 【窓口の対応】 (with the
/// 被保険者資格申立書), each of them always. At most 420 characters with an insurer's name of 100, so that the notice
/// of a card and of substituted characters find room beside it (1000 in all). It tells of nobody but the person asked
/// for, and of no insurer but the one asked for.
[[nodiscard]] std::string explanation(const Decision& decision, base::Date on, const AskedInsurer& asked);

/// The same beside an answer by card that is not 有効: of the person instead of a number. `asked`: whose row is told;
/// none without a row, and then no insurer is named: which ones the person had is not for the desk to hear.
[[nodiscard]] NoticeCode card_refusal_notice(const Decision& decision);
[[nodiscard]] std::string card_explanation(const Decision& decision, base::Date on,
                                           const std::optional<AskedInsurer>& asked);

} // namespace onshi::domain
