#include "terminal/centre_client.h"

#include "pki/certificate.h"
#include "wire/json.h"

namespace onshi::terminal {

namespace {

net::Request post(std::string path, std::string type, std::string body)
{
    net::Request request;
    request.method = "POST";
    request.path = std::move(path);
    request.headers = {{"content-type", std::move(type)}};
    request.body = std::move(body);
    return request;
}

std::string header_of(const net::Response& response, std::string_view name)
{
    for (const auto& [key, value] : response.headers)
        if (key == name)
            return value;
    return {};
}

} // namespace

CentreClient::CentreClient(const net::Address& centre, const Identity& identity)
    : client_({.host = centre.host,
               .port = centre.port,
               .server_authority = identity.authority,
               .certificate = identity.certificate,
               .key = identity.key})
{
}

domain::Result<CheckReply> CentreClient::check(const base::Environment& environment,
                                               const wire::EligibilityRequest& request)
{
    auto message = post("/exchange/OQSsiquc01req", "application/xml", wire::write_eligibility_request(request));
    message.headers.emplace_back("idempotency-key", base::uuid_v7(environment));
    const auto response = client_.exchange(message);
    auto answer = wire::parse_eligibility_answer(response.body);
    if (!answer)
        return std::unexpected(answer.error());
    return CheckReply{response.status, header_of(response, "onshi-answer-id"), response.body, *std::move(answer)};
}

domain::Result<Identity> enrol(const net::Address& centre, const std::string& authority, const std::string& code)
{
    const auto key = pki::new_key();
    auto body = wire::Json::object();
    body.set("code", code).set("signing_request", pki::signing_request(key, "onshi terminal"));
    net::Client client({.host = centre.host, .port = centre.port, .server_authority = authority});
    const auto response = client.exchange(post("/enrolment", "application/json", body.compact()));
    const auto answer = wire::Json::parse(response.body);
    if (!answer)
        return std::unexpected(answer.error());
    if (response.status != 201)
        return std::unexpected(wire::rejection_in(*answer));
    return Identity{answer->text_of("certificate"), key, authority, answer->text_of("holder")};
}

} // namespace onshi::terminal
