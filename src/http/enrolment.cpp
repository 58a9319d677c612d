#include "http/enrolment.h"

#include "http/json_body.h"
#include "http/refusal.h"
#include "usecase/certificates.h"
#include "wire/json.h"

namespace onshi::http {

namespace {

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
    const auto texts = texts_of(exchange.request, {"code", "signing_request"});
    if (!texts)
        return answer(exchange, std::unexpected(texts.error()));
    return answer(exchange, usecase::enrol(exchange.work, exchange.centre.issuing_authority, (*texts)[0], (*texts)[1]));
}

net::Response post_renewal(Exchange& exchange)
{
    const auto texts = texts_of(exchange.request, {"signing_request"});
    if (!texts)
        return answer(exchange, std::unexpected(texts.error()));
    return answer(exchange, usecase::renew(exchange.work, exchange.centre.issuing_authority, exchange.caller,
                                           exchange.request.client_certificate_der, (*texts)[0]));
}

} // namespace onshi::http
