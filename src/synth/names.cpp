#include "synth/names.h"

namespace onshi::synth {
namespace {

// Of 10,000 households; own choice. No count of such names is published; all three are rare in life too.
constexpr std::uint32_t windows_31j_per_10000 = 100;
constexpr std::uint32_t jis_x_0213_per_10000 = 30;
constexpr std::uint32_t neither_per_10000 = 20;

FamilyName draw_variant(Draw& draw, Repertoire repertoire)
{
    const auto variants = variant_families(repertoire);
    const auto& drawn = variants[draw.below(variants.size())];
    return {drawn.written, drawn.kana, drawn.common, std::nullopt};
}

} // namespace

FamilyName draw_family_name(Draw& draw)
{
    const auto ticket = draw.below(10'000);
    if (ticket < windows_31j_per_10000)
        return draw_variant(draw, Repertoire::windows_31j);
    if (ticket < windows_31j_per_10000 + jis_x_0213_per_10000)
        return draw_variant(draw, Repertoire::jis_x_0213);
    if (ticket < windows_31j_per_10000 + jis_x_0213_per_10000 + neither_per_10000)
        return draw_variant(draw, Repertoire::neither);
    const auto families = common_families();
    const auto& drawn = families[draw.skewed_below(families.size())];
    return {drawn.written, drawn.kana, drawn.written, std::nullopt};
}

FamilyName draw_foreign_family_name(Draw& draw)
{
    const auto people = draw.below(foreign_names().size());
    const auto families = foreign_names()[people].families;
    const auto& drawn = families[draw.below(families.size())];
    return {drawn.written, drawn.kana, drawn.written, people};
}

NamePart draw_given_name(Draw& draw, const FamilyName& family, domain::Sex sex, int birth_year)
{
    if (family.foreign) {
        const auto& people = foreign_names()[*family.foreign];
        const auto& given = sex == domain::Sex::male ? people.men : people.women;
        return given[draw.below(given.size())];
    }
    const bool other_generation = draw.permille(100);
    const bool before = (birth_year < 1975) != other_generation;
    const auto given = given_names(sex, before);
    return given[draw.below(given.size())];
}

void add_written(Line& line, const Name& name, bool common_characters)
{
    line.add(common_characters ? name.family.common : name.family.written);
    line.add(name.family.foreign ? " " : "　");
    line.add(name.given.written);
}

void add_kana(Line& line, const Name& name)
{
    line.add(name.family.kana);
    line.add("　");
    line.add(name.given.kana);
}

} // namespace onshi::synth
