#include "http/staff_passkeys.h"

#include "base/base64.h"
#include "http/json_body.h"
#include "http/staff.h"
#include "usecase/staff_passkeys.h"

namespace onshi::http {

using domain::ErrorCode;
using wire::Json;

namespace {

constexpr int patience_ms = 120'000;
constexpr int es256 = -7, rs256 = -257;

Json member_of(const Json& object, std::string_view wanted)
{
    Json found;
    object.each_member([&](std::string_view name, const Json& value) {
        if (name == wanted)
            found = value;
    });
    return found;
}

Json descriptors(const std::vector<std::string>& credentials)
{
    auto all = Json::array();
    for (const auto& id : credentials)
        all.push(Json::object().set("type", "public-key").set("id", base::to_base64url(id)));
    return all;
}

/// A credential as the browser gives it, its binary values still base64url.
struct Credential
{
    Json response;
    std::string id;
    pki::ClientData client;
};

domain::Result<std::string> bytes_of(const Json& object, const char* member)
{
    auto bytes = base::from_base64url(object.text_of(member));
    if (!bytes || bytes->empty())
        return std::unexpected(
            domain::rejection(bytes ? ErrorCode::element_missing : ErrorCode::characters, member, member));
    return *std::move(bytes);
}

domain::Result<Credential> credential_in(const net::Request& request)
{
    const auto body = Json::parse(request.body);
    if (!body)
        return std::unexpected(body.error());
    const auto given = member_of(*body, "credential");
    Credential credential{.response = member_of(given, "response"), .id = {}, .client = {}};
    auto id = bytes_of(given, "id");
    if (!id)
        return std::unexpected(id.error());
    auto json = bytes_of(credential.response, "clientDataJSON");
    if (!json)
        return std::unexpected(json.error());
    const auto said = domain::at("clientDataJSON", Json::parse(*json));
    if (!said)
        return std::unexpected(said.error());
    credential.id = *std::move(id);
    credential.client = {.json = *std::move(json),
                         .type = said->text_of("type"),
                         .challenge = said->text_of("challenge"),
                         .origin = said->text_of("origin"),
                         .cross_origin = member_of(*said, "crossOrigin").compact() == "true"};
    return credential;
}

domain::Result<usecase::PasskeyResponse> response_in(const net::Request& request)
{
    auto credential = credential_in(request);
    if (!credential)
        return std::unexpected(credential.error());
    auto data = bytes_of(credential->response, "authenticatorData");
    if (!data)
        return std::unexpected(data.error());
    auto signature = bytes_of(credential->response, "signature");
    if (!signature)
        return std::unexpected(signature.error());
    return usecase::PasskeyResponse{std::move(credential->id), std::move(credential->client), *std::move(data),
                                    *std::move(signature)};
}

Json creation_options(const usecase::PasskeyOptions& options, const pki::Site& site)
{
    const auto algorithm = [](int number) { return Json::object().set("type", "public-key").set("alg", number); };
    return Json::object()
        .set("challenge", options.challenge)
        .set("rp", Json::object().set("id", site.id).set("name", "onshi オンライン資格確認"))
        .set("user", Json::object()
                         .set("id", base::to_base64url(options.member))
                         .set("name", options.login)
                         .set("displayName", options.name))
        .set("pubKeyCredParams", Json::array().push(algorithm(es256)).push(algorithm(rs256)))
        .set("timeout", patience_ms)
        .set("excludeCredentials", descriptors(options.credentials))
        .set("authenticatorSelection", Json::object().set("userVerification", "discouraged"))
        .set("attestation", "none");
}

} // namespace

net::Response post_passkey_begin(Exchange& exchange)
{
    const auto texts = texts_of(exchange.request, {"ticket"});
    if (!texts)
        return staff_refusal(exchange.notes, texts.error());
    const auto options = usecase::begin_passkey(exchange.work, exchange.caller, texts->front());
    if (!options)
        return staff_refusal(exchange.notes, options.error());
    return staff_answer(200, Json::object()
                                 .set("challenge", options->challenge)
                                 .set("rpId", staff_of(exchange.centre).settings.passkeys.id)
                                 .set("timeout", patience_ms)
                                 .set("userVerification", "discouraged")
                                 .set("allowCredentials", descriptors(options->credentials)));
}

net::Response post_passkey_finish(Exchange& exchange)
{
    const auto texts = texts_of(exchange.request, {"ticket"});
    if (!texts)
        return staff_refusal(exchange.notes, texts.error());
    const auto response = response_in(exchange.request);
    if (!response)
        return staff_refusal(exchange.notes, response.error());
    return staff_session(exchange.notes,
                         usecase::enter_passkey(exchange.work, exchange.caller, staff_of(exchange.centre).settings,
                                                texts->front(), *response));
}

net::Response post_passkey_register_begin(Exchange& exchange)
{
    const auto options = usecase::begin_new_passkey(exchange.work, session_token(exchange.request));
    return staff_answer(200, creation_options(options, staff_of(exchange.centre).settings.passkeys));
}

net::Response post_passkey_register_finish(Exchange& exchange)
{
    const auto credential = credential_in(exchange.request);
    if (!credential)
        return staff_refusal(exchange.notes, credential.error());
    const auto object = bytes_of(credential->response, "attestationObject");
    if (!object)
        return staff_refusal(exchange.notes, object.error());
    const auto done = usecase::register_passkey(exchange.work, exchange.caller, staff_of(exchange.centre).settings,
                                                session_token(exchange.request), credential->client, *object);
    return done ? staff_done() : staff_refusal(exchange.notes, done.error());
}

} // namespace onshi::http
