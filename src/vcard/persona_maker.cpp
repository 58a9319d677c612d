#include "vcard/persona_maker.h"

#include "base/fault.h"
#include "base/files.h"
#include "vcard/cv_certificate.h"

#include <algorithm>
#include <array>
#include <utility>

namespace onshi::vcard {

namespace {

constexpr std::array<std::pair<CardKind, const char*>, 11> kinds{{
    {CardKind::normal, "normal"},
    {CardKind::pin_blocked, "pin-blocked"},
    {CardKind::one_try_left, "one-try-left"},
    {CardKind::face, "face"},
    {CardKind::child, "child"},
    {CardKind::ends_soon, "ends-soon"},
    {CardKind::expired_in_grace, "expired-in-grace"},
    {CardKind::expired, "expired"},
    {CardKind::revoked, "revoked"},
    {CardKind::android, "android"},
    {CardKind::ios, "ios"},
}};

// Days from now to the end of the certificate. In grace: until the end of the third month after that of the end.
std::chrono::days validity_left(CardKind kind)
{
    using std::chrono::days;
    switch (kind) {
    case CardKind::ends_soon:
        return days(60);
    case CardKind::expired_in_grace:
        return days(-20);
    case CardKind::expired:
        return days(-150);
    case CardKind::normal:
    case CardKind::pin_blocked:
    case CardKind::one_try_left:
    case CardKind::face:
    case CardKind::child:
    case CardKind::revoked:
    case CardKind::android:
    case CardKind::ios:
        return days(3 * 365);
    }
    return days(0);
}

card::TokenKind token_of(CardKind kind)
{
    if (kind == CardKind::android)
        return card::TokenKind::android;
    return kind == CardKind::ios ? card::TokenKind::ios : card::TokenKind::card;
}

int tries_of(CardKind kind)
{
    if (kind == CardKind::pin_blocked || kind == CardKind::face)
        return 0;
    return kind == CardKind::one_try_left ? 1 : Tries{}.authentication;
}

CardKey card_key(const base::Environment& environment, AuthorityFolder& authority, const CardWish& wish, CardUse use)
{
    constexpr std::chrono::days life{5 * 365};
    const auto end = environment.clock.now() + validity_left(wish.kind);
    // An opaque name, as the real one is: whose it is the registers know.
    const auto made = authority.issue(
        environment, wish.label,
        {.use = use, .common_name = "SYNTHETIC " + wish.label, .not_before = end - life, .not_after = end});
    return {made.key, der_of(made.certificate), der_of(authority.generations(use).back().authority.certificate)};
}

void add_face(Persona& persona, const Municipality& municipality, const CardWish& wish)
{
    persona.face_key = new_card_key();
    const RsaKey own_key(persona.face_key);
    persona.text = text_record(wish.printed);
    persona.text_signature = text_signature(persona.text, municipality.issuer);
    persona.face = face_record(wish.printed, own_key, municipality.issuer);
    persona.issuer = municipality.issuer_certificate;
    persona.face_number = face_number_of(wish.printed);
    persona.text_pin = wish.pin;
}

card::Bytes bytes_of(const std::string& text) { return {text.begin(), text.end()}; }
std::string text_of(const card::Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

} // namespace

const char* name_of(CardKind kind)
{
    return std::ranges::find(kinds, kind, &std::pair<CardKind, const char*>::first)->second;
}

std::optional<CardKind> card_kind(std::string_view name)
{
    for (const auto& [kind, word] : kinds)
        if (name == word)
            return kind;
    return std::nullopt;
}

void Municipality::create(const std::filesystem::path& folder)
{
    std::filesystem::create_directories(folder);
    const auto key = [&](const char* name) {
        const auto pem = new_card_key();
        base::write_new_file(folder / name, pem, base::FileMode::owner_only);
        return RsaKey(pem);
    };
    const auto certify = [&](const char* file, const char* by, const RsaKey& signer, const char* holder,
                             const RsaKey& of) {
        base::write_new_file(folder / file, text_of(make_cv_certificate(by, signer, holder, of)));
    };
    const auto root = key("root.key");
    certify("issuer.cv", "SYNTHETIC ROOT", root, "SYNTHETIC TOWN", key("issuer.key"));
    base::write_new_file(folder / "root.pem", public_half(base::read_file(folder / "root.key")));
    const auto terminals = key("terminal-authority.key");
    certify("terminal.cv", "SYNTHETIC TERMINALS", terminals, "SYNTHETIC TERMINAL", key("terminal.key"));
}

Municipality::Municipality(const std::filesystem::path& folder)
    : root(base::read_file(folder / "root.key"))
    , issuer(base::read_file(folder / "issuer.key"))
    , terminal_authority(base::read_file(folder / "terminal-authority.key"))
    , issuer_certificate(bytes_of(base::read_file(folder / "issuer.cv")))
    , terminal_authority_public(public_half(base::read_file(folder / "terminal-authority.key")))
{
}

MadeCard make_card(const base::Environment& environment, AuthorityFolder& authority, const Municipality& municipality,
                   const CardWish& wish)
{
    Persona persona;
    persona.label = wish.label;
    persona.person_code = wish.person_code;
    persona.token = token_of(wish.kind);
    persona.authentication = card_key(environment, authority, wish, CardUse::authentication);
    persona.pin = wish.kind == CardKind::face ? "" : wish.pin;
    if (wish.kind != CardKind::child) {
        persona.signature = card_key(environment, authority, wish, CardUse::signing);
        persona.signature_password = "ABC123";
    }
    persona.terminal_authority = municipality.terminal_authority_public;
    if (persona.token == card::TokenKind::card)
        add_face(persona, municipality, wish);
    const auto certificate = pki::read_card_certificate(persona.authentication.certificate);
    ONSHI_CHECK(certificate.has_value());
    if (wish.kind == CardKind::revoked)
        ONSHI_CHECK(authority.revoke(environment, certificate->serial));
    return {std::move(persona), Tries{.authentication = tries_of(wish.kind)}, *certificate};
}

} // namespace onshi::vcard
