#include "http/enrolment.h"

#include "http/refusal.h"
#include "usecase/certificates.h"
#include "wire/json.h"

namespace onshi::http {

namespace {

domain::Result<usecase::Enrolled> enrolled(Exchange& exchange)
{
    const auto body = wire::Json::parse(exchange.request.body);
    if (!body)
        return std::unexpected(body.error());
    for (const char* member : {"code", "signing_request"})
        if (body->text_of(member).empty())
            return std::unexpected(domain::rejection(domain::ErrorCode::element_missing, member, member));
    return usecase::enrol(exchange.work, exchange.centre.issuing_authority, body->text_of("code"),
                          body->text_of("signing_request"));
}

} // namespace

net::Response post_enrolment(Exchange& exchange)
{
    const auto result = enrolled(exchange);
    if (!result) {
        exchange.notes.error_code = domain::entry_of(result.error().code).wire;
        return refuse(Speech::problem, result.error(), {});
    }
    auto answer = wire::Json::object();
    answer.set("certificate", result->certificate)
        .set("authority", exchange.centre.root_certificate)
        .set("serial", result->serial)
        .set("holder", result->holder);
    return {201, "application/json", answer.pretty(), {}};
}

} // namespace onshi::http
