#pragma once

#include "domain/coverage.h"
#include "synth/random.h"

#include <string>
#include <string_view>

/// Names of the synthetic people: common Japanese family and given names, combined by chance. Any likeness to a living
/// person is chance too; the insurer's name, the address and the person code say that the row is synthetic.
namespace onshi::synth {

struct NamePart
{
    std::string_view
        written; ///< as people write it: 「山田」, about 1 % with 髙 or 﨑 (in Windows-31J, not in JIS X 0208)
    std::string_view kana; ///< full-width katakana: 「ヤマダ」
};

[[nodiscard]] NamePart draw_family_name(Draw& draw);
/// By sex and by generation: names of people born before 1975 and after differ mostly.
[[nodiscard]] NamePart draw_given_name(Draw& draw, domain::Sex sex, int birth_year);

struct FullName
{
    std::string written; ///< full-width, full-width space between
    std::string kana;
};
[[nodiscard]] FullName full_name(const NamePart& family, const NamePart& given);

} // namespace onshi::synth
