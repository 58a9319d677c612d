#include "pki/passkey.h"

#include "pki/cbor.h"
#include "pki/digest.h"
#include "pki/openssl_handles.h"
#include "pki/rsa_public_key.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <optional>

namespace onshi::pki {

using domain::ErrorCode;

namespace {

using ParamBuild = std::unique_ptr<OSSL_PARAM_BLD, FreeWith<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, FreeWith<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>>;

constexpr unsigned user_present = 0x01, has_credential = 0x40;
constexpr std::size_t longest_credential = 1023; // 4, "Credential ID": at most 1023 bytes
constexpr std::int64_t es256 = -7, rs256 = -257; // RFC 9053, RFC 8812

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::uint32_t number(std::string_view big_endian)
{
    std::uint32_t value = 0;
    for (const char c : big_endian)
        value = value << 8U | static_cast<unsigned char>(c);
    return value;
}

/// Authenticator data (6.1): hash of the RP ID (32), flags (1), counter (4), then what the flags announce.
struct AuthenticatorData
{
    std::uint32_t counter = 0;
    unsigned flags = 0;
    std::string_view rest;
};

/// None unless it is of the site, and somebody was there. Whether the authenticator also verified who (PIN, finger)
/// does not count: the password was right already.
std::optional<AuthenticatorData> read_data(std::string_view data, const Site& site)
{
    if (data.size() < 37 || data.substr(0, 32) != bytes_of(sha256({site.id})))
        return std::nullopt;
    const AuthenticatorData read{
        .counter = number(data.substr(33, 4)), .flags = static_cast<unsigned char>(data[32]), .rest = data.substr(37)};
    return (read.flags & user_present) != 0 ? std::optional(read) : std::nullopt;
}

bool is_of(const std::string& allowed, const std::string& origin)
{
    constexpr std::string_view any_port = ":*";
    if (!allowed.ends_with(any_port))
        return origin == allowed;
    const auto host = std::string_view(allowed).substr(0, allowed.size() - any_port.size());
    if (!origin.starts_with(host))
        return false;
    const auto port = std::string_view(origin).substr(host.size());
    return port.empty() || (port.front() == ':' && port.size() > 1 &&
                            std::ranges::all_of(port.substr(1), [](char c) { return c >= '0' && c <= '9'; }));
}

bool fits(const ClientData& data, std::string_view type, std::string_view challenge, const Site& site)
{
    return data.type == type && !challenge.empty() && data.challenge == challenge && !data.cross_origin &&
           std::ranges::any_of(site.origins, [&](const auto& allowed) { return is_of(allowed, data.origin); });
}

Key key_of(const char* kind, OSSL_PARAM_BLD* build)
{
    const Params params(require(OSSL_PARAM_BLD_to_param(build), "OSSL_PARAM_BLD_to_param"));
    const KeyContext context(require(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr), "EVP_PKEY_CTX_new_from_name"));
    require(EVP_PKEY_fromdata_init(context.get()), "EVP_PKEY_fromdata_init");
    EVP_PKEY* key = nullptr;
    // A point that is not on the curve is the authenticator's fault, not ours.
    if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        ERR_clear_error();
    return Key(key);
}

Key ec_key(const Cbor& cose)
{
    const auto* curve = cose.at(-1);
    const auto* x = cose.at(-2);
    const auto* y = cose.at(-3);
    if (!curve || curve->number != 1 || !x || !y || x->string.size() != 32 || y->string.size() != 32)
        return nullptr;
    const std::string point = "\x04" + std::string(x->string) + std::string(y->string);
    const ParamBuild build(require(OSSL_PARAM_BLD_new(), "OSSL_PARAM_BLD_new"));
    require(OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0), "curve");
    require(OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
            "point");
    return key_of("EC", build.get());
}

Key rsa_key(const Cbor& cose)
{
    const auto* n = cose.at(-1);
    const auto* e = cose.at(-2);
    return n && e ? rsa_public_key(n->string, e->string) : nullptr;
}

/// COSE_Key (RFC 9052, 7): 1 kind of key, 3 algorithm. Null for one that is not accepted.
Key cose_key(const Cbor& cose)
{
    const auto* kind = cose.at(1);
    const auto* algorithm = cose.at(3);
    if (!kind || !algorithm)
        return nullptr;
    if (kind->number == 2 && algorithm->number == es256)
        return ec_key(cose);
    if (kind->number == 3 && algorithm->number == rs256)
        return rsa_key(cose);
    return nullptr;
}

std::string spki_of(const Key& key)
{
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(key.get(), &der);
    if (size <= 0)
        fail("i2d_PUBKEY");
    std::string text(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return text;
}

/// What is signed (6.3.3): authenticator data, then the hash of the client data.
bool is_signed(const Key& key, std::string_view data, const ClientData& client, std::string_view signature)
{
    const std::string message = std::string(data) + std::string(bytes_of(sha256({client.json})));
    const HashContext context(require(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    require(EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key.get(), nullptr),
            "EVP_DigestVerifyInit_ex");
    const bool good =
        EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(message), message.size()) == 1;
    ERR_clear_error(); // or a later call on this thread would be taken to have failed
    return good;
}

/// 8.7 none: an empty statement. 8.2 packed without x5c: the credential signs for itself.
bool attests(const Cbor& format, const Cbor& statement, const Key& key, std::string_view data, const ClientData& client)
{
    if (format.string == "none")
        return statement.kind == Cbor::Kind::map && statement.pairs.empty();
    const auto* signature = statement.at("sig");
    return format.string == "packed" && !statement.at("x5c") && signature &&
           is_signed(key, data, client, signature->string);
}

std::optional<NewPasskey> attested(const Site& site, const ClientData& client, std::string_view object)
{
    const auto map = take_cbor(object);
    const auto* data = map ? map->at("authData") : nullptr;
    const auto* format = map ? map->at("fmt") : nullptr;
    const auto* statement = map ? map->at("attStmt") : nullptr;
    if (!data || !format || !statement || !object.empty())
        return std::nullopt;
    const auto read = read_data(data->string, site);
    // Attested credential data (6.5.1): AAGUID (16), length of the id (2), id, COSE_Key.
    if (!read || (read->flags & has_credential) == 0 || read->rest.size() < 18)
        return std::nullopt;
    auto rest = read->rest.substr(16);
    const std::size_t length = number(rest.substr(0, 2));
    rest.remove_prefix(2);
    if (length == 0 || length > longest_credential || length > rest.size())
        return std::nullopt;
    const auto credential = rest.substr(0, length);
    rest.remove_prefix(length);
    const auto cose = take_cbor(rest);
    const auto key = cose ? cose_key(*cose) : nullptr;
    if (!key || !attests(*format, *statement, key, data->string, client))
        return std::nullopt;
    return NewPasskey{std::string(credential), spki_of(key), read->counter};
}

} // namespace

domain::Result<NewPasskey> read_new_passkey(const Site& site, std::string_view challenge, const ClientData& client,
                                            std::string_view attestation_object)
{
    auto passkey =
        fits(client, "webauthn.create", challenge, site) ? attested(site, client, attestation_object) : std::nullopt;
    if (!passkey)
        return std::unexpected(domain::rejection(ErrorCode::staff_passkey, "credential"));
    return *std::move(passkey);
}

domain::Result<std::uint32_t> verify_passkey(const Site& site, std::string_view challenge, const ClientData& client,
                                             const PasskeyAnswer& answer, std::string_view public_key,
                                             std::uint32_t counter)
{
    const auto data = read_data(answer.authenticator_data, site);
    const auto* der = bytes(public_key);
    const Key key(d2i_PUBKEY(nullptr, &der, static_cast<long>(public_key.size())));
    if (!key)
        fail("d2i_PUBKEY");
    const bool grew = data && (data->counter > counter || (data->counter == 0 && counter == 0));
    if (!grew || !fits(client, "webauthn.get", challenge, site) ||
        !is_signed(key, answer.authenticator_data, client, answer.signature))
        return std::unexpected(domain::rejection(ErrorCode::staff_second_factor_failed, "credential"));
    return data->counter;
}

} // namespace onshi::pki
