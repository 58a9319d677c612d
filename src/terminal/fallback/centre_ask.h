#pragma once

#include "net/client.h"
#include "net/message.h"
#include "terminal/fallback/queue.h"
#include "terminal/identity.h"

namespace onshi::terminal {

/// Asks the centre by OQSsiquc01req over mTLS, a connection for each question.
[[nodiscard]] Ask ask_centre(const net::Address& centre, const Identity& identity);

/// What an answer of /exchange/OQSsiquc01req means for who waits for it: 200 is an answer; 429 and 5xx (too many, too
/// late, overloaded, broken) come to the same as no answer, the question is asked again; the rest is a refusal.
[[nodiscard]] AskOutcome outcome_of(const net::Response&);

} // namespace onshi::terminal
