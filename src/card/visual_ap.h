#pragma once

#include "base/date.h"
#include "card/cv_certificate.h"
#include "card/jpki_ap.h"

#include <optional>

/// 券面事項確認AP: the face of the card as pictures, with the issuer's signature over it. Phones have none
/// (not_a_my_number_card).
namespace onshi::card {

/// Personal: never logged, never stored (only what a matcher says of it is).
struct CardFace
{
    base::Date birth_date;
    int sex;             ///< 1 male, 2 female, 3 other, 9 not told
    Bytes public_key;    ///< DF24: the card's own key, 90 03 e 91 82 0100 n
    Bytes name_image;    ///< DF25, PNG of one bit
    Bytes address_image; ///< DF26
    Bytes photo;         ///< DF27, JPEG 2000 on a real card
    Bytes signature;     ///< DF28, by the issuer (certificate: issuer_certificate())
    Bytes signed_part;   ///< DF22 to DF27 as they lie on the card, tags and lengths included: what DF28 is over
    base::Date expiry;   ///< DF29; outside the signature
};

/// The object FF20 of the face file, by tags alone: the offset table in it (DF21) is not believed. None if a length
/// does not fit, a field is missing or is there twice, or a date is none.
[[nodiscard]] std::optional<CardFace> parse_face(ByteView object);

/// The card's own key in DF24, with which prove() signs. None if it is no such object.
[[nodiscard]] std::optional<RsaPublicKey> own_key(const CardFace&);

class VisualAp
{
public:
    explicit VisualAp(CardChannel& channel)
        : channel_(channel)
    {
    }
    [[nodiscard]] CardResult<void> open(const FaceNumber& number);
    /// locked before it was opened.
    [[nodiscard]] CardResult<CardFace> face();
    /// The issuer's card-verifiable certificate; free.
    [[nodiscard]] CardResult<Bytes> issuer_certificate();
    /// The card signs what has this SHA-256 with the key of DF24: it is no copy.
    [[nodiscard]] CardResult<Bytes> prove(const Sha256Value& sha256);

private:
    [[nodiscard]] CardResult<void> select(std::uint16_t file);

    CardChannel& channel_;
};

} // namespace onshi::card
