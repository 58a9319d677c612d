#include "http/routes.h"
#include "wire/json.h"

namespace onshi::http {

namespace {

using wire::Json;

Json content(std::string_view type)
{
    auto of_type = Json::object();
    of_type.set(type, Json::object().set("schema",
                                         Json::object().set("type", type == "application/json" ? "object" : "string")));
    return of_type;
}

Json responses(const Route& route)
{
    auto ok = Json::object();
    ok.set("description", "OK");
    if (!route.answer_type.empty())
        ok.set("content", content(route.answer_type));
    auto refused = Json::object();
    refused.set("description", "refused: doc/errors.md")
        .set("content", content(route.errors == Speech::problem ? "application/problem+json" : "application/xml"));
    return Json::object().set("2XX", ok).set("4XX", refused).set("5XX", refused);
}

/// The segments in braces.
Json parameters(const Route& route)
{
    auto all = Json::array();
    for (auto open = route.path.find('{'); open != std::string_view::npos; open = route.path.find('{', open + 1))
        all.push(Json::object()
                     .set("name", route.path.substr(open + 1, route.path.find('}', open) - open - 1))
                     .set("in", "path")
                     .set("required", true)
                     .set("schema", Json::object().set("type", "string")));
    return all;
}

/// Method and path in one word: no two routes share it.
std::string operation_id(const Route& route)
{
    std::string id(route.method);
    for (const char c : route.path) {
        if (c == '/' || c == '.')
            id += '_';
        else if (c != '{' && c != '}')
            id += c;
    }
    return id;
}

Json operation(const Route& route)
{
    auto callers = Json::array();
    for (const auto cls : domain::who_may(route.operation))
        callers.push(domain::name_of(cls));
    auto described = Json::object();
    described.set("operationId", operation_id(route))
        .set("x-operation", domain::name_of(route.operation))
        .set("summary", route.summary)
        .set("x-callers", callers);
    if (const auto roles = domain::roles_that_may(route.operation)) {
        auto names = Json::array();
        for (const auto role : *roles)
            names.push(domain::name_of(role));
        described.set("x-staff-roles", names);
    }
    if (route.path.contains('{'))
        described.set("parameters", parameters(route));
    if (!route.request_type.empty())
        described.set("requestBody", Json::object().set("required", true).set("content", content(route.request_type)));
    if (!domain::may(domain::CallerClass::nobody, route.operation))
        described.set("security", Json::array().push(Json::object().set("client_certificate", Json::array())));
    return described.set("responses", responses(route));
}

Json operations_of(std::string_view path, bool development)
{
    auto methods = Json::object();
    for (const auto& route : routes(development)) {
        if (route.path != path)
            continue;
        std::string method;
        for (const char c : route.method)
            method.push_back(static_cast<char>(c - 'A' + 'a'));
        methods.set(method, operation(route));
    }
    return methods;
}

} // namespace

std::string openapi_document(const std::string& version, bool development)
{
    auto paths = Json::object();
    for (const auto& route : routes(development))
        paths.set(route.path, operations_of(route.path, development)); // a path of two routes is set twice, to the same
    auto document = Json::object();
    document.set("openapi", "3.1.0")
        .set("info", Json::object()
                         .set("title", "onshi オンライン資格確認等システム")
                         .set("version", version)
                         .set("license", Json::object().set("name", "Apache-2.0").set("identifier", "Apache-2.0")))
        .set("paths", paths)
        .set("components",
             Json::object().set("securitySchemes",
                                Json::object().set("client_certificate", Json::object().set("type", "mutualTLS"))));
    return document.pretty();
}

} // namespace onshi::http
