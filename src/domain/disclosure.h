#pragma once

#include "domain/eligibility.h"

/// What of a row a facility is told that asked by 記号・番号, or by card. Pure.
namespace onshi::domain {

/// The row with everything left out that does not belong into the answer:
/// - of certificates and 高齢受給者証 only the one that holds on `on` (of certificates else the latest begun, else the
///   first); of 限度額適用認定証 the one that holds, if the patient consented and the cover is valid; of 特定疾病
///   those that hold, under the same conditions: `disease_consent` can be given with the card only (domain rules 3.6);
/// - no address and post number if the person is protected (domain rules 7.7).
[[nodiscard]] Coverage disclose(Coverage coverage, const Decision& decision, base::Date on, bool limit_consent,
                                bool disease_consent = false);

/// 未就学区分 (OQSCD015): true up to the last day before compulsory school.
[[nodiscard]] bool is_preschool(base::Date birth, base::Date on);

} // namespace onshi::domain
