#include "vcard/card_files.h"

#include <algorithm>
#include <string_view>

namespace onshi::vcard {

namespace {

card::Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

std::shared_ptr<const RsaKey> key_of(const std::string& pem)
{
    return pem.empty() ? nullptr : std::make_shared<const RsaKey>(pem);
}

std::string_view token_name(card::TokenKind token)
{
    switch (token) {
    case card::TokenKind::card:
        return "JPKIAPICCTOKEN2";
    case card::TokenKind::android:
        return "JPKIAPGPSETOKEN";
    case card::TokenKind::ios:
        return "JPKIAPIOSTOKEN";
    }
    return "";
}

// CK_TOKEN_INFO of PKCS #11: label 32, manufacturer 32, model 16, serial number 16, all padded with spaces; figures and
// flags, which nobody reads, up to 160 bytes.
card::Bytes token_info(card::TokenKind token)
{
    constexpr std::size_t texts = 96, size = 160, manufacturer_at = 32;
    card::Bytes info(texts, ' ');
    std::ranges::copy(token_name(token), info.begin());
    std::ranges::copy(std::string_view("JPKI-EMU"), info.begin() + manufacturer_at);
    info.resize(size, 0);
    return info;
}

CardFile data(card::Bytes content, std::vector<SecretName> opened_by = {})
{
    return {.content = std::move(content), .opened_by = std::move(opened_by)};
}

CardFile secret(SecretName name) { return {.kind = CardFile::Kind::secret, .secret = name}; }

CardApplication jpki(const Persona& persona)
{
    using enum SecretName;
    const auto& user = persona.authentication;
    const auto& owner = persona.signature;
    const auto present = [](const CardKey& key) -> std::uint8_t { return key.certificate.empty() ? 0x00 : 0x8F; };
    return {.name = {0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01},
            .files = {
                {0x0001, data(bytes_of(owner.certificate), {signature})},
                {0x0002, data(bytes_of(owner.authority))},
                {0x0006, data(token_info(persona.token))},
                {0x0008, data({present(owner), present(user), 0x00})},
                {0x000A, data(bytes_of(user.certificate))},
                {0x000B, data(bytes_of(user.authority))},
                {0x0016, {.kind = CardFile::Kind::terminal_key, .key = key_of(persona.terminal_authority)}},
                {0x0017,
                 {.kind = CardFile::Kind::key,
                  .opened_by = {authentication},
                  .terminal_may = true,
                  .key = key_of(user.key)}},
                {0x0018, secret(authentication)},
                {0x001A, {.kind = CardFile::Kind::key, .opened_by = {signature}, .key = key_of(owner.key)}},
                {0x001B, secret(signature)},
            }};
}

// Without EF 0001 and 照合番号A: the virtual world has no マイナンバー.
CardApplication text_application(const Persona& persona, const std::shared_ptr<const RsaKey>& own_key)
{
    using enum SecretName;
    return {.name = {0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08},
            .files = {{0x0002, data(persona.text, {text, face_number})},
                      {0x0003, data(persona.text_signature, {text, face_number})},
                      {0x0004, data(persona.issuer)},
                      {0x0011, secret(text)},
                      {0x0015, secret(face_number)}},
            .own_key = own_key};
}

CardApplication visual_application(const Persona& persona, const std::shared_ptr<const RsaKey>& own_key)
{
    using enum SecretName;
    return {.name = {0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02},
            .files = {{0x0002, data(persona.face, {face_number})},
                      {0x0004, data(persona.issuer)},
                      {0x0012, secret(face_number)}},
            .own_key = own_key};
}

} // namespace

std::vector<CardApplication> applications_of(const Persona& persona)
{
    std::vector<CardApplication> applications{jpki(persona)};
    if (!persona.face.empty()) {
        const auto own_key = key_of(persona.face_key);
        applications.push_back(text_application(persona, own_key));
        applications.push_back(visual_application(persona, own_key));
    }
    return applications;
}

std::optional<std::string> value_of(const Persona& persona, SecretName secret)
{
    const auto known = [](const std::string& value) { return value.empty() ? std::nullopt : std::optional(value); };
    switch (secret) {
    case SecretName::authentication:
        return known(persona.pin);
    case SecretName::signature:
        return known(persona.signature_password);
    case SecretName::text:
        return known(persona.text_pin);
    case SecretName::face_number:
        return known(persona.face_number);
    }
    return std::nullopt;
}

} // namespace onshi::vcard
