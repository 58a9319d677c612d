#pragma once

#include "domain/coverage.h"

#include <span>
#include <string_view>

/// The words that names are made of. Common names, collected by hand; none is taken from a list of persons.
namespace onshi::synth {

struct NamePart
{
    std::string_view written; ///< 「山田」, "NGUYEN"
    std::string_view kana;    ///< full-width katakana: 「ヤマダ」
};

/// Forms of a character that the family register has and other systems write in the common form.
struct VariantName
{
    std::string_view written, kana;
    std::string_view common; ///< what an insurer writes that has not the character: 「高橋」 for 「髙橋」
};

/// Which systems can write a variant. The whole of common Japanese is in all of them.
enum class Repertoire : std::uint8_t {
    windows_31j, ///< not in JIS X 0208, in Windows-31J (NEC and IBM extensions): 髙 﨑 濵 栁 德
    jis_x_0213,  ///< not in Windows-31J, in JIS X 0213 level 3 or 4: 圡 㐂 柗, and 𡈽 𣘺 outside the BMP
    neither,     ///< in none of the JIS sets: 𠮷 (U+20BB7), 𫝆 (U+2B746), and 葛󠄀 辻󠄀 with a variation selector (U+E0100)
};

[[nodiscard]] std::span<const NamePart> common_families(); ///< most frequent first
[[nodiscard]] std::span<const VariantName> variant_families(Repertoire repertoire);
/// By sex and by generation: people born before 1975 and after.
[[nodiscard]] std::span<const NamePart> given_names(domain::Sex sex, bool before);

/// Names in alphabet, as foreign residents have them on the residence card.
struct ForeignNames
{
    std::span<const NamePart> families;
    std::span<const NamePart> men;
    std::span<const NamePart> women;
};
[[nodiscard]] std::span<const ForeignNames> foreign_names(); ///< one for each people

} // namespace onshi::synth
