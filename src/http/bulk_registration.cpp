#include "http/bulk_registration.h"

#include "base/fault.h"
#include "http/eligibility.h"
#include "http/refusal.h"
#include "usecase/check_eligibility.h"
#include "usecase/reference_numbers.h"
#include "wire/bulk_registration_message.h"

namespace onshi::http {

namespace {

wire::BulkFrame frame_of(Exchange& exchange)
{
    return {.at = exchange.work.environment.clock.now(),
            .facility = exchange.caller.holder,
            .file_identifier = {},
            .character_code =
                static_cast<wire::CharacterCode>(usecase::character_code_of(exchange.work, exchange.caller)),
            .reception_number = {}};
}

usecase::BulkRegistration wanted_by(const wire::BulkRegistrationRequest& request, std::string_view message,
                                    std::string_view key)
{
    usecase::BulkRegistration wanted{
        .facility = request.facility, .people = {}, .message = message, .idempotency_key = key};
    using Person = usecase::BulkRegistration::Person;
    for (const auto& person : request.people) {
        const auto& read = person.request;
        if (read)
            wanted.people.emplace_back(Person{read->insurer, read->id, read->reference_number});
        else
            wanted.people.emplace_back(std::unexpected(read.error()));
    }
    return wanted;
}

/// The sentence of what could not be read names its field; the others' stand in the catalogue.
std::optional<wire::CodedMessage> failure_of(const wire::BulkPerson& person,
                                             const std::optional<domain::ErrorCode>& outcome)
{
    if (!outcome)
        return {};
    const auto& entry = domain::entry_of(*outcome);
    return wire::CodedMessage{entry.wire, person.request ? entry.desk : person.request.error().reason};
}

/// The header by which a repeated request is known, of a request that is XML at all.
domain::Result<std::string_view> key_of(const net::Request& request)
{
    if (auto wrong = wrong_media_type(request))
        return std::unexpected(*std::move(wrong));
    return idempotency_key(request);
}

domain::Result<std::string> receipt(Exchange& exchange, wire::BulkFrame frame, wire::SeenHeader& seen)
{
    const auto key = key_of(exchange.request);
    if (!key)
        return std::unexpected(key.error());
    const auto& message = exchange.request.body;
    const auto request = wire::parse_bulk_registration(message, seen);
    if (!request)
        return std::unexpected(request.error());
    const auto receipt =
        usecase::register_reference_numbers(exchange.work, exchange.caller, wanted_by(*request, message, *key));
    if (!receipt)
        return std::unexpected(receipt.error());
    frame.file_identifier = request->file_identifier;
    frame.reception_number = receipt->number;
    return wire::write_bulk_receipt(frame, receipt->at);
}

domain::Result<std::string> outcomes(Exchange& exchange, wire::BulkFrame frame, wire::SeenHeader& seen)
{
    const auto key = key_of(exchange.request);
    if (!key)
        return std::unexpected(key.error());
    const auto& message = exchange.request.body;
    const auto request = wire::parse_reception_request(message, seen);
    if (!request)
        return std::unexpected(request.error());
    const auto result = usecase::bulk_registration_result(exchange.work, exchange.caller, request->facility,
                                                          request->reception_number, message, *key);
    if (!result)
        return std::unexpected(result.error());
    wire::SeenHeader then;
    auto people = wire::parse_bulk_registration(result->message, then);
    ONSHI_CHECK(people && people->people.size() == result->outcomes.size()); // it was read so when it was taken
    std::vector<wire::BulkOutcome> told;
    for (std::size_t i = 0; i < result->outcomes.size(); ++i) {
        auto failure = failure_of(people->people[i], result->outcomes[i]);
        told.push_back({std::move(people->people[i]), std::move(failure)});
    }
    frame.file_identifier = request->file_identifier;
    frame.reception_number = request->reception_number;
    return wire::write_bulk_outcomes(frame, told);
}

net::Response answer(Exchange& exchange,
                     domain::Result<std::string> (*make)(Exchange&, wire::BulkFrame, wire::SeenHeader&))
{
    const auto frame = frame_of(exchange);
    wire::SeenHeader seen;
    auto made = make(exchange, frame, seen);
    if (made)
        return {200, wire::content_type(frame.character_code), *std::move(made), {}};
    exchange.notes.error_code = domain::entry_of(made.error().code).wire;
    return refuse(Speech::interface_xml, made.error(),
                  {.at = frame.at, .facility = frame.facility, .seen = seen, .character_code = frame.character_code});
}

} // namespace

net::Response post_bulk_registration(Exchange& exchange) { return answer(exchange, &receipt); }

net::Response post_bulk_result(Exchange& exchange) { return answer(exchange, &outcomes); }

} // namespace onshi::http
