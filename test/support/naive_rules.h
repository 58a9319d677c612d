#pragma once

#include "domain/eligibility.h"

#include <vector>

/// The rule of 資格確認 a second time, written as plainly as the law says it, slow and without any cleverness: what
/// domain::decide and the database behind it are compared with (domain rules 1.3, 2.1, 2.2).
namespace onshi::test {

struct NaiveAnswer
{
    domain::Validity validity = domain::Validity::none;
    std::optional<domain::Coverage> row;
    bool withheld = false;          ///< code 4 because rows disagree
    bool other_cover_first = false; ///< code 1 with the employees' scheme instead of 国民健康保険
};

/// `everybody`: all people there are, with all their spells.
[[nodiscard]] NaiveAnswer naive_answer(const domain::EligibilityQuery& query,
                                       const std::vector<domain::HeldCoverage>& everybody);

} // namespace onshi::test
