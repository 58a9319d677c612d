#pragma once

#include "card/card_channel.h"
#include "card/secret.h"

#include <array>
#include <string>

/// 公的個人認証AP: who lies on the reader. Only the authentication key is used here: the signature key (署名用) belongs
/// to the patient's dealings with offices and is never asked for.
namespace onshi::card {

enum class TokenKind {
    card,    ///< JPKIAPICCTOKEN2
    android, ///< JPKIAPGPSETOKEN
    ios,     ///< JPKIAPIOSTOKEN
};

using Sha256Value = std::array<std::uint8_t, 32>; ///< the same type as pki::Digest

/// Whether a VERIFY may be sent that could block the PIN.
enum class LastTry { refuse, patient_insists };

class JpkiAp
{
public:
    /// The channel outlives it. Every function enters the application by itself.
    explicit JpkiAp(CardChannel& channel)
        : channel_(channel)
    {
    }

    /// Not a token of the three: not_a_my_number_card.
    [[nodiscard]] CardResult<TokenKind> token_kind();
    /// 利用者証明用電子証明書, DER. Anybody may read it: it proves nothing before its key has signed. absent: none was
    /// ever written, or the card says that it has none.
    [[nodiscard]] CardResult<std::string> certificate();
    /// The certificate of its authority, as the card carries it, DER. For showing; trust comes from configuration.
    [[nodiscard]] CardResult<std::string> authority_certificate();

    /// Tries left of the PIN, without cost; 0: blocked or switched off.
    [[nodiscard]] CardResult<int> pin_tries();
    /// Reads the tries first. With one left nothing is sent (last_try) unless the patient insists.
    [[nodiscard]] CardResult<void> verify_pin(const Pin& pin, LastTry last_try = LastTry::refuse);

    /// Signs with the authentication key what has this SHA-256: RSASSA-PKCS1-v1_5, 256 bytes. The key must have been
    /// authorised on this channel before (KeyAuthoriser): locked.
    [[nodiscard]] CardResult<std::string> sign(const Sha256Value& sha256);

    /// For authorisers: selects a file of this application.
    [[nodiscard]] CardResult<void> select(std::uint16_t file);
    [[nodiscard]] CardChannel& channel() { return channel_; }

private:
    CardChannel& channel_;
};

} // namespace onshi::card
