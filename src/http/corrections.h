#pragma once

#include "http/exchange.h"
#include "net/message.h"

/// What a facility was told wrongly, and what would be said now: doc/formats/corrections.md.
namespace onshi::http {

/// GET /corrections: {"corrections": [{"id","made_at","corrected_since","corrected_until","reason","answers"}]}
[[nodiscard]] net::Response get_corrections(Exchange&);
/// GET /corrections/{id}: CSV
[[nodiscard]] net::Response get_correction_file(Exchange&);

} // namespace onshi::http
