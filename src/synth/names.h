#pragma once

#include "synth/line.h"
#include "synth/name_tables.h"
#include "synth/random.h"

#include <optional>

/// Names of the synthetic people: common family and given names, combined by chance. Any likeness to a living person is
/// chance too; the insurer's name, the address and the person code say that the row is synthetic.
namespace onshi::synth {

struct FamilyName
{
    std::string_view written, kana;
    std::string_view common;            ///< 「高橋」 of 「髙橋」; else as `written`
    std::optional<std::size_t> foreign; ///< which of foreign_names(); none for Japanese names
};

/// About 1.5 % are variants (see Repertoire).
[[nodiscard]] FamilyName draw_family_name(Draw& draw);
[[nodiscard]] FamilyName draw_foreign_family_name(Draw& draw);
/// By sex and generation: names of people born before 1975 and after differ mostly.
[[nodiscard]] NamePart draw_given_name(Draw& draw, const FamilyName& family, domain::Sex sex, int birth_year);

struct Name
{
    FamilyName family;
    NamePart given;
};
/// 「髙橋　花子」, "NGUYEN VAN A"; the common form if that is how the insurer writes.
void add_written(Line& line, const Name& name, bool common_characters);
/// 「タカハシ　ハナコ」.
void add_kana(Line& line, const Name& name);

} // namespace onshi::synth
