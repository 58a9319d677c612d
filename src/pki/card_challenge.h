#pragma once

#include "pki/digest.h"

#include <string>

/// What a My Number card signs to show that it is here, now, for this purpose. Terminal and centre both make it; the
/// centre from what itself remembers of the challenge, never from what the terminal sends back. onshi's own design:
/// what the national system signs is not published.
namespace onshi::pki {

struct CardChallenge
{
    std::string auth_id;  ///< names this authentication: 32 hex digits
    std::string nonce;    ///< 32 random bytes of the centre
    std::string facility; ///< 医療機関コード, ten digits
    std::string terminal; ///< serial of the terminal's client certificate, hex
    std::string mode;     ///< "pin", "face", "visual"
    std::string purpose;  ///< "outpatient"
    Digest leaf;          ///< SHA-256 over the DER form of the card's certificate
};

/// "OQS-CARD-AUTH/1", a zero byte, then each field in the order above with its length before it (two bytes, big end
/// first), so that no two challenges have one text. The label keeps a signature made here from being one for any other
/// protocol. The card signs it as RSASSA-PKCS1-v1_5 with SHA-256. A field of more than 65,535 bytes is a base::Bug.
[[nodiscard]] std::string to_be_signed(const CardChallenge& challenge);

} // namespace onshi::pki
