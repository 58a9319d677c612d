#pragma once

#include "domain/coverage.h"

#include <cstdint>

/// How alike two rows of one person are in what changes in life: marriage, moving, spelling. Graded and shown to the
/// insurer, never a reason to withhold (a differing birth date or sex is: eligibility.h). Pure.
namespace onshi::domain {

enum class Likeness : std::uint8_t {
    same,      ///< or one of the two is empty: nothing to compare
    spelling,  ///< the same but for width, spaces, hyphens, or 新旧・異体 forms of one character
    partly,    ///< of a name: family or given name differs (marriage); of an address: the same post number
    different, ///< nothing in common
};

[[nodiscard]] const char* term_of(Likeness); ///< 「表記の違い」, for the insurer

/// 氏名: family and given name parted by a space of any width.
[[nodiscard]] Likeness compare_names(std::string_view one, std::string_view other);
/// 住所 with 郵便番号: 丁目, 番地, 番, 号 and の between digits count as hyphens.
[[nodiscard]] Likeness compare_addresses(const Coverage& one, const Coverage& other);

} // namespace onshi::domain
