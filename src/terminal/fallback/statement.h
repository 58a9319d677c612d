#pragma once

#include "domain/rejection.h"
#include "wire/eligibility_statement.h"
#include "wire/json.h"

namespace onshi::terminal {

/// The body of POST /api/staff/statement (schema Statement of the page's API document): every member may be missing,
/// null or empty; others than those of the schema are refused. Errors name the member: birth_date_form, date_form,
/// unknown_value (sex, scheme, share), length (over 200 characters), characters (controls, or no text),
/// contradiction (born after the day of the visit).
[[nodiscard]] domain::Result<wire::EligibilityStatement> read_statement(const wire::Json& body);

} // namespace onshi::terminal
