#pragma once

#include "wire/eligibility_message.h"

#include <optional>
#include <string>
#include <string_view>

/// The header of a request, read without knowing the message: for a terminal, which passes messages on.
namespace onshi::wire {

struct MessageHead
{
    CharacterCode character_code = CharacterCode::utf8; ///< of the bytes
    std::optional<base::Date> on;                       ///< 資格確認日
    std::string facility;                               ///< as written, at most ten characters
    std::string file_identifier;                        ///< as written, at most 50 characters
};

/// Errors: of the bytes alone, as XmlDocument::parse; what the message says is the centre's affair.
[[nodiscard]] domain::Result<MessageHead> read_message_head(std::string_view bytes);

/// A whole result for a question that got no answer: SegmentOfResult 9, with what the head says echoed, in its
/// character code. `facility` where the head names none.
[[nodiscard]] std::string write_failure(const MessageHead&, const std::string& facility, base::Instant at,
                                        CodedMessage);

/// A refusal by the centre as a result of the question: one that was refused before it was read lacks the echo by which
/// receipt computers find their question. Any other message, and what is none, comes back as it is.
[[nodiscard]] std::string with_echo(std::string refusal, const MessageHead&);

} // namespace onshi::wire
