#pragma once

#include "wire/eligibility_message.h"

/// 照会番号登録: OQSsiimm01req and OQSsiimm01res of the external interface (interface 2.5). doc/formats/OQSsiimm01.md.
namespace onshi::wire {

struct ReferenceNumberRequest
{
    domain::FacilityCode facility;
    std::string file_identifier;
    std::string reference_number; ///< 照会番号, 1 to 50 characters
    domain::InsurerNumber insurer;
    domain::InsuredId id;

    bool operator==(const ReferenceNumberRequest&) const = default;
};

/// As parse_eligibility_request.
[[nodiscard]] domain::Result<ReferenceNumberRequest> parse_reference_number_request(std::string_view bytes,
                                                                                    SeenHeader& seen);
[[nodiscard]] std::string write_reference_number_request(const ReferenceNumberRequest&);

struct ReferenceNumberAnswer
{
    base::Instant at{};
    std::string facility;
    std::string file_identifier;
    CharacterCode character_code = CharacterCode::utf8;
    std::optional<ReferenceNumberRequest> echo; ///< none if the request could not be read
    std::optional<CodedMessage> failure; ///< of this person (ProcessingResultStatus 2) or, without echo, of the call
};
[[nodiscard]] std::string write_reference_number_answer(const ReferenceNumberAnswer&);

} // namespace onshi::wire
