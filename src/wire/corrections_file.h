#pragma once

#include "domain/correction.h"

#include <span>
#include <string>

/// Answers that were given from facts which were corrected since: doc/formats/corrections.md.
namespace onshi::wire {

/// A header and a line for each; nothing at all for none. `all_fields`: with name, kana, birth date and address.
[[nodiscard]] std::string corrections_csv(std::span<const domain::CorrectedAnswer>, const domain::CorrectionPeriod&,
                                          bool all_fields);
/// An array of objects with the same members, all texts.
[[nodiscard]] std::string corrections_json(std::span<const domain::CorrectedAnswer>, const domain::CorrectionPeriod&,
                                           bool all_fields);
/// A table in Japanese, without anything of the person but what was said.
[[nodiscard]] std::string corrections_words(std::span<const domain::CorrectedAnswer>);

} // namespace onshi::wire
