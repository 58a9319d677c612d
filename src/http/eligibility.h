#pragma once

#include "http/exchange.h"
#include "net/message.h"
#include "wire/eligibility_message.h"

#include <optional>
#include <string>
#include <string_view>

namespace onshi::http {

/// POST /exchange/OQSsiquc01req: doc/formats/OQSsiquc01.md. The answer's id is in the header Onshi-Answer-Id; with an
/// Idempotency-Key a repeated request is answered as before and recorded once.
[[nodiscard]] net::Response post_eligibility(Exchange&);

/// The refusal of a body that is not said to be XML; none for application/xml and text/xml.
[[nodiscard]] std::optional<domain::Rejection> wrong_media_type(const net::Request&);

/// The header Idempotency-Key as the caller sent it; empty if there is none. Errors: length, characters (printable
/// ASCII alone).
[[nodiscard]] domain::Result<std::string_view> idempotency_key(const net::Request&);

struct AnsweredCheck
{
    std::string answer_id;
    wire::EligibilityAnswer answer;
    bool repeated = false; ///< under the same key
};
/// The same check without HTTP: what `onshi check` asks of the embedded database.
/// `message` is the request as bytes. Errors as usecase::check_eligibility.
[[nodiscard]] domain::Result<AnsweredCheck> answer_check(usecase::UnitOfWork&, const domain::Caller&,
                                                         const wire::EligibilityRequest&, std::string_view message,
                                                         std::string_view idempotency_key);
/// The answer as it was at `known_at` (usecase::check_as_known).
[[nodiscard]] domain::Result<AnsweredCheck> answer_as_known(usecase::UnitOfWork&, const domain::Caller&,
                                                            const wire::EligibilityRequest&, std::string_view message,
                                                            base::Instant known_at);

} // namespace onshi::http
