#pragma once

#include "domain/eligibility.h"
#include "usecase/unit_of_work.h"

#include <string>

namespace onshi::usecase {

/// 照会番号登録: from now on this facility's answers about the person carry `reference_number`. The number asked for
/// must lead to exactly one person who is not withheld; there is no birth date in this message (interface 2.5).
/// Recorded. Errors: other_facility, number_unmatched, number_ambiguous.
[[nodiscard]] domain::Result<void> register_reference_number(UnitOfWork&, const domain::Caller&,
                                                             const domain::FacilityCode&, const domain::InsurerNumber&,
                                                             const domain::InsuredId&,
                                                             const std::string& reference_number);

} // namespace onshi::usecase
