#include "http/corrections.h"

#include "base/fault.h"
#include "http/refusal.h"
#include "http/routes.h"
#include "usecase/corrections.h"
#include "wire/json.h"

namespace onshi::http {

namespace {

/// The policy lets terminals alone come here, and each has one.
const domain::FacilityCode& own_facility(const Exchange& exchange)
{
    ONSHI_CHECK(exchange.caller.facility.has_value());
    return *exchange.caller.facility;
}

} // namespace

net::Response get_corrections(Exchange& exchange)
{
    auto list = wire::Json::array();
    for (const auto& file : usecase::own_corrections(exchange.work, own_facility(exchange))) {
        auto entry = wire::Json::object();
        entry.set("id", file.id)
            .set("made_at", base::jst_iso(file.period.made_at))
            .set("corrected_since", base::jst_iso(file.period.since))
            .set("corrected_until", base::jst_iso(file.period.until))
            .set("reason", file.period.reason)
            .set("answers", file.answers);
        list.push(std::move(entry));
    }
    return {200, "application/json", wire::Json::object().set("corrections", std::move(list)).pretty(), {}};
}

net::Response get_correction_file(Exchange& exchange)
{
    auto file = usecase::fetch_corrections(exchange.work, exchange.caller, own_facility(exchange),
                                           path_segment(exchange.request.path, 1));
    if (!file) {
        exchange.notes.error_code = domain::entry_of(file.error().code).wire;
        return refuse(Speech::problem, file.error(), {});
    }
    return {200, "text/csv; charset=UTF-8", std::move(file->content), {}};
}

} // namespace onshi::http
