#pragma once

#include "domain/explanation.h"
#include "usecase/unit_of_work.h"

#include <string>
#include <string_view>

namespace onshi::usecase {

struct CheckRequest
{
    domain::EligibilityQuery query;
    domain::FacilityCode facility;         ///< as the message names it; refused unless it is the caller's
    bool limit_consent = false;            ///< the patient agrees that the 限度額適用認定証 is told
    std::string_view message;              ///< the request as received: what an idempotency key is bound to
    std::string_view idempotency_key = {}; ///< at most 255 characters; empty if none
};

struct CheckAnswer
{
    std::string answer_id;
    base::Instant at;             ///< 処理実行日時
    domain::Decision decision;    ///< its row as domain::disclose leaves it
    bool preschool = false;       ///< 未就学区分 on the day
    std::string insurer_name;     ///< of the row; empty for codes 4 and 5
    std::string reference_number; ///< 照会番号 by which this facility knows the person; may be empty
    /// Beside an answer that is not 有効: of whom the desk is told how fresh the data are.
    std::optional<domain::AskedInsurer> asked = {};
    bool repeated = false;  ///< it was given before, under the same key: it counts once
    int character_code = 0; ///< in which the facility wants its answers (OQSCD005)
};

/// 資格確認 by 記号・番号 for the caller's own facility. Puts the check on the record, or the attempt to ask in another
/// facility's name. A key that this caller used before for the same message is answered once more as it was then, from
/// what was known then, and is not recorded again. Errors: other_facility, facility_unknown, idempotency_key_reused.
[[nodiscard]] domain::Result<CheckAnswer> check_eligibility(UnitOfWork&, const domain::Caller&, const CheckRequest&);

/// In which character code this caller's facility wants its answers (0 UTF-8, 1 Shift_JIS); UTF-8 for all others.
[[nodiscard]] int character_code_of(UnitOfWork&, const domain::Caller&);

/// What was answered, or would have been, at `known_at`: from the facts recorded by then, with that moment as
/// 処理実行日時. Puts on the record that somebody asked; counts no use. Errors: other_facility, facility_unknown (not
/// yet known then); contradiction (a moment to come); rule_book_changed if the rules of then are not this program's.
[[nodiscard]] domain::Result<CheckAnswer> check_as_known(UnitOfWork&, const domain::Caller&, const CheckRequest&,
                                                         base::Instant known_at);

} // namespace onshi::usecase
