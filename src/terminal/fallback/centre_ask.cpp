#include "terminal/fallback/centre_ask.h"

#include "base/fault.h"

#include <algorithm>

namespace onshi::terminal {

namespace {

constexpr int too_many_requests = 429;
constexpr int first_server_error = 500;

wire::CodedMessage told(const domain::Rejection& rejection)
{
    return {domain::entry_of(rejection.code).wire, rejection.reason};
}

} // namespace

Ask ask_centre(const net::Address& centre, const Identity& identity)
{
    const net::ClientSettings settings{.host = centre.host,
                                       .port = centre.port,
                                       .server_authority = identity.authority,
                                       .certificate = identity.certificate,
                                       .key = identity.key};
    return [settings](const wire::EligibilityRequest& request, const std::string& key) -> AskOutcome {
        net::Request message;
        message.method = "POST";
        message.path = "/exchange/OQSsiquc01req";
        message.headers = {{"content-type", "application/xml"}, {"idempotency-key", key}};
        message.body = wire::write_eligibility_request(request);
        try {
            return outcome_of(net::Client(settings).exchange(message));
        } catch (const base::Fault& fault) {
            if (fault.code() != base::FaultCode::network)
                throw;
            return Unreachable{};
        }
    };
}

AskOutcome outcome_of(const net::Response& response)
{
    if (response.status == too_many_requests || response.status >= first_server_error)
        return Unreachable{};
    auto answer = wire::parse_eligibility_answer(response.body);
    if (!answer)
        return told(answer.error());
    if (answer->failure)
        return *std::move(answer->failure);
    if (!answer->validity)
        return told(domain::rejection(domain::ErrorCode::fault));
    const auto id =
        std::ranges::find(response.headers, "onshi-answer-id", [](const auto& header) { return header.first; });
    return CheckAnswer{id == response.headers.end() ? std::string() : id->second, *std::move(answer)};
}

} // namespace onshi::terminal
