#pragma once

#include "domain/identifiers.h"
#include "domain/rejection.h"
#include "wire/eligibility_message.h"
#include "wire/json.h"

#include <string>

/// A check that a member of staff types: from the page's fields to the interface's question, and its answer back.
namespace onshi::terminal {

/// The body of POST /api/staff/check (schema TypedCheck). Dates as people write them (20260401, 2026-04-01, R8.4.1).
/// Errors name the member as the page calls it ("insurer", "number"), in Japanese: element_missing, those of the
/// identifiers, birth_date_form, date_form, contradiction (born after 資格確認日).
[[nodiscard]] domain::Result<wire::EligibilityRequest> read_typed_check(const wire::Json& body,
                                                                        const domain::FacilityCode& own);

/// What the centre answered. Personal.
struct CheckAnswer
{
    std::string id;                 ///< answer_id of the centre
    wire::EligibilityAnswer answer; ///< with a validity

    bool operator==(const CheckAnswer&) const = default;
};

/// Schema CheckAnswer: {answer_id, validity, words, tree, notice, what_to_do}. what_to_do is null if the cover is good.
[[nodiscard]] wire::Json check_answer_json(const CheckAnswer&);

} // namespace onshi::terminal
