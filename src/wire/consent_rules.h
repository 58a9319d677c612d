#pragma once

#include "domain/consent.h"
#include "domain/rejection.h"

#include <string_view>

namespace onshi::wire {

/// rules/card_consents.csv as it was when the program was built: what the patient is asked when. Read once; any thread.
[[nodiscard]] const domain::ConsentRules& consent_rules();

/// The table as text. Error: a value that it cannot hold, with the column.
[[nodiscard]] domain::Result<domain::ConsentRules> parse_consent_rules(std::string_view text);

} // namespace onshi::wire
