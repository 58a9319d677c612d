#include "http/staff_members.h"

#include "http/json_body.h"
#include "http/routes.h"
#include "http/staff.h"
#include "usecase/staff_members.h"

namespace onshi::http {

using domain::ErrorCode;
using wire::Json;

namespace {

net::Response code_answer(Exchange& exchange, int status, const domain::Result<usecase::StaffCode>& code)
{
    if (!code)
        return staff_refusal(exchange.notes, code.error());
    return staff_answer(
        status,
        Json::object().set("id", code->member).set("code", code->code).set("until", base::jst_iso(code->until)));
}

/// true or false; none for anything else.
std::optional<bool> truth_of(const Json& body, std::string_view member)
{
    std::optional<bool> truth;
    body.each_member([&](std::string_view name, const Json& value) {
        if (name == member && (value.compact() == "true" || value.compact() == "false"))
            truth = value.compact() == "true";
    });
    return truth;
}

std::string_view id_in(const Exchange& exchange) { return path_segment(exchange.request.path, 2); }

} // namespace

net::Response get_staff_members(Exchange& exchange)
{
    auto members = Json::array();
    for (const auto& line : usecase::list_members(exchange.work, exchange.caller))
        members.push(Json::object()
                         .set("id", line.id)
                         .set("login", line.login)
                         .set("name", line.name)
                         .set("role", domain::name_of(line.role))
                         .set("locked", line.locked)
                         .set("ready", line.ready));
    return staff_answer(200, Json::object().set("members", members));
}

net::Response post_staff_member(Exchange& exchange)
{
    const auto texts = texts_of(exchange.request, {"login", "name", "role"});
    if (!texts)
        return staff_refusal(exchange.notes, texts.error());
    return code_answer(exchange, 201,
                       usecase::add_member(exchange.work, exchange.caller, (*texts)[0], (*texts)[1], (*texts)[2]));
}

net::Response put_staff_member(Exchange& exchange)
{
    const auto texts = texts_of(exchange.request, {"role"});
    if (!texts)
        return staff_refusal(exchange.notes, texts.error());
    const auto locked = truth_of(Json::parse(exchange.request.body).value(), "locked");
    if (!locked)
        return staff_refusal(exchange.notes, domain::rejection(ErrorCode::unknown_value, "locked", "locked"));
    const auto changed =
        usecase::change_member(exchange.work, exchange.caller, id_in(exchange), texts->front(), *locked);
    return changed ? staff_done() : staff_refusal(exchange.notes, changed.error());
}

net::Response post_staff_member_code(Exchange& exchange)
{
    return code_answer(exchange, 200, usecase::give_code(exchange.work, exchange.caller, id_in(exchange)));
}

} // namespace onshi::http
