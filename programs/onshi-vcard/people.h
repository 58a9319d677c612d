#pragma once

#include "vcard/persona_maker.h"

#include <string>
#include <vector>

namespace onshi::programs {

/// Reads the file that `onshi-vcard people` writes (doc/formats/persona.md): label, kind, person_code, name, address,
/// birth_date, sex. Throws base::Fault(setup) naming line, column and what is wanted.
[[nodiscard]] std::vector<vcard::CardWish> read_people(const std::string& file, base::Date today);

/// A card of each kind for people who are in no register.
[[nodiscard]] std::vector<vcard::CardWish> nobody_in_particular(base::Date today);

} // namespace onshi::programs
