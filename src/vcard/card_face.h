#pragma once

#include "base/date.h"
#include "card/transport.h"
#include "vcard/rsa_key.h"

#include <string>

namespace onshi::vcard {

/// What is printed on a card.
struct Printed
{
    std::string name, address; ///< UTF-8
    base::Date birth_date;
    int sex = 9; ///< 1 male, 2 female, 3 other, 9 not told
    base::Date expiry;
    std::string security_code; ///< 4 digits
};

/// 照合番号B of it: birth date YYMMDD in its era's year, year of expiry, security code.
[[nodiscard]] std::string face_number_of(const Printed& printed);

/// The records of the two applications, each signed by the municipality's key (doc/formats/persona.md). The pictures
/// are drawings: nothing here scans a signature or encodes JPEG 2000.
[[nodiscard]] card::Bytes text_record(const Printed& printed);                         ///< text, EF 0002
[[nodiscard]] card::Bytes text_signature(card::ByteView record, const RsaKey& issuer); ///< text, EF 0003
[[nodiscard]] card::Bytes face_record(const Printed& printed, const RsaKey& card_key,
                                      const RsaKey& issuer); ///< visual, EF 0002

} // namespace onshi::vcard
