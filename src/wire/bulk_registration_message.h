#pragma once

#include "wire/reference_number_message.h"

#include <vector>

/// 照会番号一括登録: OQSmuimm01 (the people) and OQSmuimm02 (what came of it) of the external interface
/// (interface 2.5). doc/formats/OQSmuimm.md.
namespace onshi::wire {

struct BulkPerson
{
    std::string reference_number, insurer, symbol, number, branch; ///< as written, for the echo
    domain::Result<ReferenceNumberRequest>
        request; ///< with the header's facility and file identifier; or what is wrong
};

struct BulkRegistrationRequest
{
    domain::FacilityCode facility;
    std::string file_identifier;
    std::vector<BulkPerson> people; ///< at least one
};

/// What is wrong with one person is that person's; errors are those of the message around them.
[[nodiscard]] domain::Result<BulkRegistrationRequest> parse_bulk_registration(std::string_view bytes, SeenHeader& seen);

struct ReceptionRequest
{
    domain::FacilityCode facility;
    std::string file_identifier, reception_number;
};

/// OQSmuimm02req.
[[nodiscard]] domain::Result<ReceptionRequest> parse_reception_request(std::string_view bytes, SeenHeader& seen);

/// What both results have in their header.
struct BulkFrame
{
    base::Instant at{};
    std::string facility, file_identifier;
    CharacterCode character_code = CharacterCode::utf8;
    std::string reception_number;
};

/// OQSmuimm01res: taken in at that moment.
[[nodiscard]] std::string write_bulk_receipt(const BulkFrame&, base::Instant received_at);

struct BulkOutcome
{
    BulkPerson person;
    std::optional<CodedMessage> failure; ///< none: registered
};

/// OQSmuimm02res.
[[nodiscard]] std::string write_bulk_outcomes(const BulkFrame&, const std::vector<BulkOutcome>&);

} // namespace onshi::wire
