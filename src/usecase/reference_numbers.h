#pragma once

#include "domain/eligibility.h"
#include "usecase/unit_of_work.h"

#include <string>
#include <string_view>

namespace onshi::usecase {

struct ReferenceNumberRegistration
{
    domain::FacilityCode facility; ///< as the message names it; refused unless it is the caller's
    domain::InsurerNumber insurer;
    domain::InsuredId id;
    std::string reference_number;
    std::string_view message; ///< as received: only a salted commitment of it is kept
};

/// 照会番号登録: from now on this facility's answers about the person carry the number. What is asked for must lead to
/// exactly one person who is not withheld; there is no birth date in this message (interface 2.5). Recorded, and so is
/// the attempt in another facility's name. Errors: other_facility, number_unmatched, number_ambiguous.
[[nodiscard]] domain::Result<void> register_reference_number(UnitOfWork&, const domain::Caller&,
                                                             const ReferenceNumberRegistration&);

} // namespace onshi::usecase
