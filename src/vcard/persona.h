#pragma once

#include "base/date.h"
#include "card/jpki_ap.h"

#include <filesystem>
#include <optional>
#include <string>

/// The virtual My Number card: what one card is. All of it is synthetic. doc/formats/persona.md tells the files.
namespace onshi::vcard {

/// How a card behaves where real cards are said to differ.
struct Profile
{
    std::uint16_t blocked = 0x6984;    ///< status word of VERIFY with no try left; ISO/IEC 7816-4 has 6983
    bool status_survives_reset = true; ///< what was verified stays over a warm reset, as measured on real cards
};

/// A private key and its certificate as the card holds them.
struct CardKey
{
    std::string key;         ///< PEM, RSA 2048; empty: the card has none
    std::string certificate; ///< DER; empty: none was written
    std::string authority;   ///< DER of its authority
};

/// Everything a card is made of but its counters.
struct Persona
{
    std::string label;       ///< the folder's name
    std::string person_code; ///< whose card it is, as the registers know the person; not on the card itself
    card::TokenKind token = card::TokenKind::card;
    Profile profile;

    CardKey authentication; ///< 利用者証明用
    CardKey signature;      ///< 署名用; a child has none
    std::string pin;        ///< of the authentication key, 4 digits; empty: switched off (顔認証マイナンバーカード)
    std::string signature_password;
    std::string text_pin;
    std::string face_number; ///< 照合番号B

    card::Bytes text;               ///< text application, EF 0002
    card::Bytes text_signature;     ///< EF 0003
    card::Bytes face;               ///< visual application, EF 0002; empty: a phone
    card::Bytes issuer;             ///< card-verifiable certificate of the issuer, both applications' EF 0004
    std::string face_key;           ///< PEM: the key whose public half is in the face (DF24)
    std::string terminal_authority; ///< PEM, public key against which EF 0016 checks terminals (project model)
};

/// Reads a persona's folder. Throws base::Fault(setup) naming file, key and what is wrong with it.
[[nodiscard]] Persona load_persona(const std::filesystem::path& folder);
/// Writes a new folder, the keys for the owner only. Throws base::Fault(io), also if it exists.
void save_persona(const std::filesystem::path& folder, const Persona& persona);

} // namespace onshi::vcard
