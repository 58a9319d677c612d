#include "http/eligibility.h"

#include "domain/explanation.h"
#include "http/refusal.h"
#include "usecase/check_eligibility.h"

#include <algorithm>

namespace onshi::http {

using domain::ErrorCode;

namespace {

constexpr std::size_t longest_key = 255;

std::optional<wire::CodedMessage> notice(const usecase::CheckAnswer& check, base::Date on)
{
    if (check.asked) {
        const auto code = domain::refusal_notice(check.decision, on, *check.asked);
        return wire::CodedMessage{domain::notice_of(code).wire, domain::explanation(check.decision, on, *check.asked)};
    }
    if (check.decision.remark != domain::Remark::other_cover_first)
        return {};
    const auto& entry = domain::notice_of(domain::NoticeCode::other_cover_first);
    return wire::CodedMessage{entry.wire, entry.desk};
}

wire::EligibilityAnswer to_wire(const usecase::CheckAnswer& check, const wire::EligibilityRequest& request)
{
    wire::EligibilityAnswer answer{.at = check.at, .on = request.on};
    answer.facility = request.facility.text();
    answer.file_identifier = request.file_identifier;
    answer.character_code = static_cast<wire::CharacterCode>(check.character_code);
    answer.notice = notice(check, request.on);
    answer.search = request.search;
    answer.validity = check.decision.validity;
    if (const auto& coverage = check.decision.coverage) {
        answer.found = wire::FoundCoverage{.coverage = *coverage,
                                           .insurer_name = check.insurer_name,
                                           .preschool = check.preschool,
                                           .reference_number = check.reference_number};
        // Consent is told where it opened something or could have: beside a valid cover.
        if (check.decision.validity == domain::Validity::valid)
            answer.found->limit_consent = request.search.limit_consent;
    }
    wire::tell_substitutions(answer);
    return answer;
}

usecase::CheckRequest check_request(const wire::EligibilityRequest& request, std::string_view message,
                                    std::string_view key)
{
    return {.query = {request.search.insurer, request.search.id, request.search.birth_date, request.on},
            .facility = request.facility,
            .limit_consent = request.search.limit_consent,
            .message = message,
            .idempotency_key = key};
}

domain::Result<AnsweredCheck> answered(const domain::Result<usecase::CheckAnswer>& check,
                                       const wire::EligibilityRequest& request)
{
    if (!check)
        return std::unexpected(check.error());
    return AnsweredCheck{check->answer_id, to_wire(*check, request), check->repeated};
}

domain::Result<AnsweredCheck> answer(Exchange& exchange, wire::SeenHeader& seen)
{
    if (auto wrong = wrong_media_type(exchange.request))
        return std::unexpected(*std::move(wrong));
    const auto key = idempotency_key(exchange.request);
    if (!key)
        return std::unexpected(key.error());
    const auto request = wire::parse_eligibility_request(exchange.request.body, seen);
    if (!request)
        return std::unexpected(request.error());
    exchange.notes.unknown_elements = request->unknown_elements;
    return answer_check(exchange.work, exchange.caller, *request, exchange.request.body, *key);
}

} // namespace

domain::Result<std::string_view> idempotency_key(const net::Request& request)
{
    const auto key = request.header("idempotency-key");
    const bool printable = std::ranges::all_of(key, [](char c) { return c > ' ' && c <= '~'; });
    if (key.size() > longest_key)
        return std::unexpected(domain::rejection(ErrorCode::length, "Idempotency-Key", "Idempotency-Key"));
    if (!printable)
        return std::unexpected(domain::rejection(ErrorCode::characters, "Idempotency-Key", "Idempotency-Key"));
    return key;
}

std::optional<domain::Rejection> wrong_media_type(const net::Request& request)
{
    const auto content_type = request.header("content-type");
    const auto type = content_type.substr(0, content_type.find(';'));
    if (type == "application/xml" || type == "text/xml")
        return {};
    return domain::rejection(ErrorCode::media_type, "Content-Type");
}

domain::Result<AnsweredCheck> answer_check(usecase::UnitOfWork& work, const domain::Caller& caller,
                                           const wire::EligibilityRequest& request, std::string_view message,
                                           std::string_view key)
{
    return answered(usecase::check_eligibility(work, caller, check_request(request, message, key)), request);
}

domain::Result<AnsweredCheck> answer_as_known(usecase::UnitOfWork& work, const domain::Caller& caller,
                                              const wire::EligibilityRequest& request, std::string_view message,
                                              base::Instant known_at)
{
    return answered(usecase::check_as_known(work, caller, check_request(request, message, {}), known_at), request);
}

net::Response post_eligibility(Exchange& exchange)
{
    wire::SeenHeader seen;
    const auto answered = answer(exchange, seen);
    if (!answered) {
        exchange.notes.error_code = domain::entry_of(answered.error().code).wire;
        const auto code = usecase::character_code_of(exchange.work, exchange.caller);
        return refuse(Speech::interface_xml, answered.error(),
                      {.at = exchange.work.environment.clock.now(),
                       .facility = exchange.caller.holder,
                       .seen = seen,
                       .character_code = static_cast<wire::CharacterCode>(code)});
    }
    if (!answered->repeated)
        exchange.notes.validity = static_cast<int>(*answered->answer.validity);
    return {200,
            wire::content_type(answered->answer.character_code),
            wire::write_eligibility_answer(answered->answer),
            {{"Onshi-Answer-Id", answered->answer_id}}};
}

} // namespace onshi::http
