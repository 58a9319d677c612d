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

net::Response told(const CheckOutcome& outcome)
{
    if (const auto* const answer = std::get_if<CheckAnswer>(&outcome))
        return page_json(check_answer_json(*answer));
    if (const auto* const queued = std::get_if<Queued>(&outcome))
        return page_json(queued_json(*queued), 202);
    const auto& refused = std::get<wire::CodedMessage>(outcome);
    const auto rejection =
        wire::rejection_in(wire::Json::object().set("code", refused.code).set("detail", refused.message));
    return page_problem(rejection);
}

/// The centre takes a check from the facility's terminal without a member of the staff (domain/access_policy.cpp), as
/// from its receipt computer. What must not be told to a stranger is the answer: while nobody can sign in the check is
/// kept, and answered in the queue, which is the staff's.
net::Response check(const FallbackParts& parts, const PageCall& call)
{
    const bool is_kept_only = !parts.centre_reachable() && !parts.sessions.may_look(call.session);
    if (const auto refused = is_kept_only ? std::nullopt : refuse_stranger(parts, call))
        return page_problem(*refused);
    const auto request = read_typed_check(call.body, parts.facility);
    if (!request)
        return page_problem(request.error());
    return told(is_kept_only ? parts.queue.keep(*request) : parts.queue.check(*request));
}

net::Response form(const FallbackParts& parts, const wire::EligibilityStatement& stated)
{
    return {200,
            "application/pdf",
            wire::eligibility_statement_pdf(stated, {.facility_code = parts.facility.text(),
                                                     .facility_name = parts.facility_name,
                                                     .at = parts.environment.clock.now(),
                                                     .development = parts.environment.development}),
            {{"Content-Disposition", "inline; filename=\"statement.pdf\""}}};
}

net::Response statement(const FallbackParts& parts, const PageCall& call)
{
    const auto stated = read_statement(call.body);
    return stated ? form(parts, *stated) : page_problem(stated.error());
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
        {"POST", "/api/staff/check", [&parts](PageCall& call) { return check(parts, call); }},
        {"POST", "/api/staff/statement", for_staff(statement)},
        {"GET", "/api/staff/statement", [&parts](PageCall&) { return form(parts, {}); }},
        {"GET", "/api/staff/queue",
         for_staff([](const FallbackParts& p, const PageCall&) { return page_json(queue_json(p.queue.items())); })},
        {"GET", "/api/staff/procedure", [](PageCall&) { return page_json(procedure_json(whole_procedure())); }},
    };
}

} // namespace onshi::terminal
