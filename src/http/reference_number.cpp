#include "http/reference_number.h"

#include "http/eligibility.h"
#include "usecase/check_eligibility.h"
#include "usecase/reference_numbers.h"
#include "wire/reference_number_message.h"

namespace onshi::http {

namespace {

domain::Result<void> registered(Exchange& exchange, wire::ReferenceNumberAnswer& answer)
{
    if (auto wrong = wrong_media_type(exchange.request))
        return std::unexpected(*std::move(wrong));
    const auto key = idempotency_key(exchange.request);
    if (!key)
        return std::unexpected(key.error());
    wire::SeenHeader seen;
    auto request = wire::parse_reference_number_request(exchange.request.body, seen);
    answer.file_identifier = seen.file_identifier;
    if (!request)
        return std::unexpected(request.error());
    answer.echo = *request;
    return usecase::register_reference_number(exchange.work, exchange.caller,
                                              {.facility = request->facility,
                                               .insurer = request->insurer,
                                               .id = request->id,
                                               .reference_number = request->reference_number,
                                               .message = exchange.request.body,
                                               .idempotency_key = *key});
}

} // namespace

net::Response post_reference_number(Exchange& exchange)
{
    const auto code = usecase::character_code_of(exchange.work, exchange.caller);
    wire::ReferenceNumberAnswer answer{.at = exchange.work.environment.clock.now(),
                                       .facility = exchange.caller.holder,
                                       .character_code = static_cast<wire::CharacterCode>(code)};
    int status = 200;
    if (const auto result = registered(exchange, answer); !result) {
        const auto& entry = domain::entry_of(result.error().code);
        exchange.notes.error_code = entry.wire;
        answer.failure = wire::CodedMessage{entry.wire, result.error().reason};
        status = entry.http;
    }
    return {status, wire::content_type(answer.character_code), wire::write_reference_number_answer(answer), {}};
}

} // namespace onshi::http
