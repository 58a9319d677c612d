#include "terminal/renewal.h"

#include "pki/certificate.h"
#include "wire/json.h"

namespace onshi::terminal {

domain::Result<Identity> renew(const net::Address& centre, const Identity& present)
{
    const auto key = pki::new_key();
    auto body = wire::Json::object();
    body.set("signing_request", pki::signing_request(key, "onshi terminal"));
    net::Request request;
    request.method = "POST";
    request.path = "/certificates/renewal";
    request.headers = {{"content-type", "application/json"}};
    request.body = body.compact();
    net::Client client({.host = centre.host,
                        .port = centre.port,
                        .server_authority = present.authority,
                        .certificate = present.certificate,
                        .key = present.key});
    const auto response = client.exchange(request);
    const auto answer = wire::Json::parse(response.body);
    if (!answer)
        return std::unexpected(answer.error());
    if (response.status != 201)
        return std::unexpected(wire::rejection_in(*answer));
    return Identity{answer->text_of("certificate"), key, present.authority, answer->text_of("holder")};
}

} // namespace onshi::terminal
