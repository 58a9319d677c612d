#pragma once

#include "base/date.h"
#include "card/card_channel.h"
#include "card/secret.h"

#include <string>

/// 券面事項確認AP: the face of the card as pictures, with the issuer's signature over it. Phones have none (absent or
/// not_a_my_number_card).
namespace onshi::card {

/// Personal: never logged, never stored (only what a matcher says of it is).
struct CardFace
{
    base::Date birth_date;
    int sex;
    Bytes public_key;    ///< DF24: the card's own key, 90 03 e 91 82 0100 n
    Bytes name_image;    ///< DF25, PNG of one bit
    Bytes address_image; ///< DF26
    Bytes photo;         ///< DF27, JPEG 2000 on a real card
    Bytes signature;     ///< DF28, by the issuer (certificate: issuer_certificate())
    Bytes signed_part;   ///< DF22 to DF27 as they lie on the card, tags and lengths included: what DF28 is over
    base::Date expiry;   ///< DF29; outside the signature
};

class VisualAp
{
public:
    explicit VisualAp(CardChannel& channel)
        : channel_(channel)
    {
    }
    [[nodiscard]] CardResult<void> open(const FaceNumber& number);
    [[nodiscard]] CardResult<CardFace> face();
    /// The issuer's card-verifiable certificate (EF 0004); free.
    [[nodiscard]] CardResult<Bytes> issuer_certificate();
    /// The card signs what has this SHA-256 with the key of DF24: it is no copy.
    [[nodiscard]] CardResult<Bytes> prove(const std::array<std::uint8_t, 32>& sha256);

private:
    CardChannel& channel_;
};

} // namespace onshi::card
