#pragma once

#include "base/date.h"
#include "domain/rejection.h"
#include "http/exchange.h"
#include "net/message.h"
#include "wire/eligibility_message.h"

namespace onshi::http {

/// How a route speaks of errors.
enum class Speech {
    interface_xml, ///< the external interface's own error message (OQSsiquc01res with SegmentOfResult 9)
    problem,       ///< RFC 9457 problem details
};

/// What an error message of the interface names besides the error.
struct ErrorFrame
{
    base::Instant at{};
    std::string facility; ///< of the caller's certificate; empty if there is none
    wire::SeenHeader seen;
    wire::CharacterCode character_code = wire::CharacterCode::utf8;
};

/// The refusal as an answer; its HTTP status stands in the catalogue of errors.
[[nodiscard]] net::Response refuse(Speech, const domain::Rejection&, const ErrorFrame&);

} // namespace onshi::http
