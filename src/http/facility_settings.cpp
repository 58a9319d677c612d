#include "http/facility_settings.h"

#include "base/fault.h"
#include "http/refusal.h"
#include "usecase/facility_settings.h"
#include "wire/json.h"

namespace onshi::http {

namespace {

using domain::ErrorCode;
using wire::Json;

constexpr const char* member = "character_code";

Json settings_of(int character_code) { return Json::object().set(member, character_code); }

/// Whose settings: the facility of the certificate. The policy lets terminals alone come here, and each has one.
const domain::FacilityCode& own_facility(const Exchange& exchange)
{
    ONSHI_CHECK(exchange.caller.facility.has_value());
    return *exchange.caller.facility;
}

net::Response answer(Exchange& exchange, const domain::Result<domain::Facility>& facility)
{
    if (!facility) {
        exchange.notes.error_code = domain::entry_of(facility.error().code).wire;
        return refuse(Speech::problem, facility.error(), {});
    }
    return {200, "application/json", settings_of(facility->character_code).pretty(), {}};
}

/// The settings are one value of two, so that the whole document is one of two.
domain::Result<int> asked_character_code(const std::string& body)
{
    const auto document = domain::at(member, Json::parse(body));
    if (!document)
        return std::unexpected(document.error());
    const auto text = document->compact();
    for (const int value : {0, 1})
        if (text == settings_of(value).compact())
            return value;
    const bool missing = text == Json::object().compact();
    return std::unexpected(
        domain::rejection(missing ? ErrorCode::element_missing : ErrorCode::unknown_value, member, "文字コード識別子"));
}

} // namespace

net::Response get_facility_settings(Exchange& exchange)
{
    return answer(exchange, usecase::facility_settings(exchange.work, own_facility(exchange)));
}

net::Response put_facility_settings(Exchange& exchange)
{
    const auto value = asked_character_code(exchange.request.body);
    if (!value)
        return answer(exchange, std::unexpected(value.error()));
    return answer(exchange,
                  usecase::set_character_code(exchange.work, exchange.caller, own_facility(exchange), *value));
}

} // namespace onshi::http
