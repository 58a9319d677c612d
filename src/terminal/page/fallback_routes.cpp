#include "terminal/page/fallback_routes.h"

#include "terminal/fallback/procedure.h"
#include "terminal/fallback/statement.h"
#include "terminal/fallback/typed_check.h"

namespace onshi::terminal {

namespace {

using domain::ErrorCode;

/// The centre counts who is there; when it cannot be asked, whoever it named last may go on until then.
std::optional<domain::Rejection> refuse_stranger(const FallbackParts& parts, const PageCall& call)
{
    if (parts.sessions.may_look(call.session))
        return std::nullopt;
    const auto who = parts.sessions.me(call.session);
    return who ? std::nullopt : std::optional(who.error());
}

net::Response check(const FallbackParts& parts, const PageCall& call)
{
    const auto request = read_typed_check(call.body, parts.facility);
    if (!request)
        return page_problem(request.error());
    const auto outcome = parts.queue.check(*request);
    if (const auto* const answer = std::get_if<CheckAnswer>(&outcome))
        return page_json(check_answer_json(*answer));
    if (const auto* const queued = std::get_if<Queued>(&outcome))
        return page_json(
            std::move(wire::Json::object().set("id", queued->id).set("queued_at", base::jst_iso(queued->at))), 202);
    const auto& refused = std::get<wire::CodedMessage>(outcome);
    const auto rejection =
        wire::rejection_in(std::move(wire::Json::object().set("code", refused.code).set("detail", refused.message)));
    return page_problem(rejection);
}

net::Response statement(const FallbackParts& parts, const PageCall& call)
{
    const auto stated = read_statement(call.body);
    if (!stated)
        return page_problem(stated.error());
    return {200,
            "application/pdf",
            wire::eligibility_statement_pdf(*stated, {.facility_code = parts.facility.text(),
                                                      .facility_name = parts.facility_name,
                                                      .at = parts.environment.clock.now(),
                                                      .development = parts.environment.development}),
            {{"Content-Disposition", "inline; filename=\"statement.pdf\""}}};
}

} // namespace

std::vector<PageRoute> fallback_routes(const FallbackParts& parts)
{
    const auto for_staff = [&parts](auto handle) {
        return [&parts, handle](PageCall& call) {
            if (const auto refused = refuse_stranger(parts, call))
                return page_problem(*refused);
            return handle(parts, call);
        };
    };
    return {
        {"POST", "/api/staff/check", for_staff(check)},
        {"POST", "/api/staff/statement", for_staff(statement)},
        {"GET", "/api/staff/queue",
         for_staff([](const FallbackParts& p, const PageCall&) { return page_json(queue_json(p.queue.items())); })},
        {"GET", "/api/staff/procedure",
         for_staff([](const FallbackParts&, const PageCall&) { return page_json(procedure_json(whole_procedure())); })},
    };
}

} // namespace onshi::terminal
