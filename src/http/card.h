#pragma once

#include "http/exchange.h"
#include "http/steps.h"
#include "net/message.h"

/// The card at a reader: doc/formats/card.md.
namespace onshi::http {

[[nodiscard]] net::Response post_card_begin(Steps&);
[[nodiscard]] net::Response post_card_finish(Steps&);
[[nodiscard]] net::Response post_card_registration(Exchange&);
/// The face answer: XML in the facility's character code or JSON, as Accept says. Header Onshi-Answer-Id; with an
/// Idempotency-Key a repeated request is answered as before and recorded once.
[[nodiscard]] net::Response post_card_reception(Exchange&);
[[nodiscard]] net::Response post_card_withdrawal(Exchange&);

/// Which consents the caller's own facility asks for: doc/formats/facility-settings.md.
[[nodiscard]] net::Response get_consent_offer(Exchange&);
[[nodiscard]] net::Response put_consent_offer(Exchange&);

} // namespace onshi::http
