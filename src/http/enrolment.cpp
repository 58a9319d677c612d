#include "http/enrolment.h"

#include "http/refusal.h"
#include "usecase/certificates.h"
#include "wire/json.h"

#include <initializer_list>
#include <string>
#include <vector>

namespace onshi::http {

namespace {

/// The texts of these members of the body, none of them empty.
domain::Result<std::vector<std::string>> texts_of(const Exchange& exchange, std::initializer_list<const char*> members)
{
    const auto body = wire::Json::parse(exchange.request.body);
    if (!body)
        return std::unexpected(body.error());
    std::vector<std::string> texts;
    for (const char* member : members) {
        texts.push_back(body->text_of(member));
        if (texts.back().empty())
            return std::unexpected(domain::rejection(domain::ErrorCode::element_missing, member, member));
    }
    return texts;
}

net::Response answer(Exchange& exchange, const domain::Result<usecase::Enrolled>& result)
{
    if (!result) {
        exchange.notes.error_code = domain::entry_of(result.error().code).wire;
        return refuse(Speech::problem, result.error(), {});
    }
    auto body = wire::Json::object();
    body.set("certificate", result->certificate)
        .set("authority", exchange.centre.root_certificate)
        .set("serial", result->serial)
        .set("holder", result->holder);
    return {201, "application/json", body.pretty(), {}};
}

} // namespace

net::Response post_enrolment(Exchange& exchange)
{
    const auto texts = texts_of(exchange, {"code", "signing_request"});
    if (!texts)
        return answer(exchange, std::unexpected(texts.error()));
    return answer(exchange, usecase::enrol(exchange.work, exchange.centre.issuing_authority, (*texts)[0], (*texts)[1]));
}

net::Response post_renewal(Exchange& exchange)
{
    const auto texts = texts_of(exchange, {"signing_request"});
    if (!texts)
        return answer(exchange, std::unexpected(texts.error()));
    return answer(exchange, usecase::renew(exchange.work, exchange.centre.issuing_authority, exchange.caller,
                                           exchange.request.client_certificate_der, (*texts)[0]));
}

} // namespace onshi::http
