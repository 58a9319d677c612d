#include "terminal/centre_link.h"

namespace onshi::terminal {

CentreLink::CentreLink(const net::Address& centre, const Identity& identity)
    : settings_{.host = centre.host,
                .port = centre.port,
                .server_authority = identity.authority,
                .certificate = identity.certificate,
                .key = identity.key}
{
}

net::Response CentreLink::call(const Call& call)
{
    net::Request request;
    request.method = call.method;
    request.path = call.path;
    request.body = call.body;
    request.headers.emplace_back("accept", call.accept);
    if (!call.body.empty())
        request.headers.emplace_back("content-type", "application/json");
    if (!call.session.empty())
        request.headers.emplace_back("onshi-session", call.session);
    if (!call.idempotency_key.empty())
        request.headers.emplace_back("idempotency-key", call.idempotency_key);
    std::unique_ptr<net::Client> client;
    {
        const std::scoped_lock lock(mutex_);
        if (!idle_.empty()) {
            client = std::move(idle_.back());
            idle_.pop_back();
        }
    }
    if (!client)
        client = std::make_unique<net::Client>(settings_);
    auto response = client->exchange(request); // a connection that failed is not kept
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(client));
    return response;
}

domain::Result<wire::Json> CentreLink::ask(const Call& call)
{
    const auto response = this->call(call);
    auto json = wire::Json::parse(response.body.empty() ? "{}" : response.body);
    if (!json)
        return std::unexpected(json.error());
    if (response.status >= 400)
        return std::unexpected(wire::rejection_in(*json));
    return json;
}

} // namespace onshi::terminal
