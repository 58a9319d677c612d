#pragma once

#include "base/environment.h"
#include "pki/card_certificate.h"
#include "vcard/authority_folder.h"
#include "vcard/card_face.h"
#include "vcard/counters.h"
#include "vcard/persona.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

/// Makes virtual cards: who lies on the reader in the demo and in tests.
namespace onshi::vcard {

/// The cards that a reception desk meets.
enum class CardKind {
    normal,
    pin_blocked,      ///< three wrong PINs behind it
    one_try_left,     ///< two
    face,             ///< 顔認証マイナンバーカード: the PIN is switched off
    child,            ///< without 署名用電子証明書
    ends_soon,        ///< the certificate has two months to go
    expired_in_grace, ///< it ended this month or the one before
    expired,          ///< it ended five months ago
    revoked,
    android, ///< a phone's token
    ios,
};

[[nodiscard]] const char* name_of(CardKind kind); ///< "pin-blocked"
[[nodiscard]] std::optional<CardKind> card_kind(std::string_view name);

struct CardWish
{
    std::string label; ///< a folder's name
    CardKind kind = CardKind::normal;
    std::string person_code; ///< as the registers know the person
    Printed printed;
    std::string pin = "1234";
};

/// The municipality that signs the faces of cards, and the authority behind terminals (project model): keys of a
/// virtual world, made once. The folder holds root.key and its public half root.pem, issuer.key and issuer.cv;
/// terminal-authority.key; terminal.key and terminal.cv, with which a terminal opens cards without a PIN.
class Municipality
{
public:
    /// Makes the folder; it must not exist. Throws base::Fault(io).
    static void create(const std::filesystem::path& folder);
    explicit Municipality(const std::filesystem::path& folder);

    RsaKey root, issuer, terminal_authority;
    card::Bytes issuer_certificate;        ///< by root
    std::string terminal_authority_public; ///< PEM
};

struct MadeCard
{
    Persona persona;
    Tries tries;
    pki::CardCertificate certificate; ///< 利用者証明用
};

/// Certificates from `authority`, dates by the environment's clock. A revoked card is revoked there.
[[nodiscard]] MadeCard make_card(const base::Environment& environment, AuthorityFolder& authority,
                                 const Municipality& municipality, const CardWish& wish);

} // namespace onshi::vcard
