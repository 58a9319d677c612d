#pragma once

#include "domain/registers.h"
#include "domain/rejection.h"
#include "usecase/unit_of_work.h"

/// 医療機関環境設定: what a facility itself decides about the messages it gets. Kept in the register of facilities,
/// with the moment from which it holds; a later import of facilities sets it anew.
namespace onshi::usecase {

/// The facility as it stands in the register now. Error: facility_unknown.
[[nodiscard]] domain::Result<domain::Facility> facility_settings(UnitOfWork&, const domain::FacilityCode&);

/// Answers to the facility are written in this character code from the next one on: 0 UTF-8, 1 Shift_JIS (OQSCD005).
/// What is so already is neither changed nor recorded. Only in Desk::write. The caller is one who may (its own
/// facility, or the operator). Errors: unknown_value (field "character_code"), facility_unknown.
[[nodiscard]] domain::Result<domain::Facility> set_character_code(UnitOfWork&, const domain::Caller&,
                                                                  const domain::FacilityCode&, int character_code);

} // namespace onshi::usecase
