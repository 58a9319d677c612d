#include "domain/person_match.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace onshi::domain {
namespace {

/// Forms of one character that people and offices write for one another; the left one is taken for the right one.
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> variants{{
    {"髙", "高"}, {"﨑", "崎"}, {"嵜", "崎"}, {"濵", "浜"}, {"濱", "浜"}, {"邊", "辺"}, {"邉", "辺"},
    {"齋", "斎"}, {"齊", "斉"}, {"𠮷", "吉"}, {"澤", "沢"}, {"廣", "広"}, {"櫻", "桜"}, {"國", "国"},
    {"嶋", "島"}, {"嶌", "島"}, {"德", "徳"}, {"惠", "恵"}, {"眞", "真"}, {"曻", "昇"},
}};

void replace_all(std::string& text, std::string_view from, std::string_view to)
{
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

std::string plain(std::string_view text)
{
    auto result = base::nfkc(text);
    for (const auto& [variant, common] : variants)
        replace_all(result, variant, common);
    return result;
}

std::string without_spaces(std::string text)
{
    replace_all(text, " ", "");
    return text;
}

std::pair<std::string, std::string> family_and_given(const std::string& name)
{
    const auto space = name.find(' ');
    if (space == std::string::npos)
        return {name, {}};
    return {name.substr(0, space), name.substr(space + 1)};
}

constexpr std::array<std::string_view, 11> address_hyphens{"丁目", "番地", "番", "号", "の", "‐",
                                                           "‑",    "–",    "—",  "―",  "−"};

/// 「１丁目２番３号」 and 「1-2-3」 are one address.
std::string plain_address(std::string_view address)
{
    const auto text = without_spaces(plain(address));
    std::string result;
    for (std::string_view rest = text; !rest.empty();) {
        const bool after_digit = !result.empty() && '0' <= result.back() && result.back() <= '9';
        const auto* const part =
            std::ranges::find_if(address_hyphens, [rest](std::string_view one) { return rest.starts_with(one); });
        const bool after_hyphen = result.ends_with('-'); // 「番地の」 is one hyphen
        if ((after_digit || after_hyphen) && part != address_hyphens.end()) {
            result += after_digit ? "-" : "";
            rest.remove_prefix(part->size());
        } else {
            result += rest.front();
            rest.remove_prefix(1);
        }
    }
    while (!result.empty() && result.back() == '-')
        result.pop_back();
    return result;
}

} // namespace

const char* term_of(Likeness likeness)
{
    static constexpr std::array terms{"一致", "表記の違い", "一部の違い", "別のもの"};
    return terms.at(static_cast<std::size_t>(likeness));
}

Likeness compare_names(std::string_view one, std::string_view other)
{
    if (one == other || one.empty() || other.empty())
        return Likeness::same;
    const auto a = plain(one);
    const auto b = plain(other);
    if (without_spaces(a) == without_spaces(b))
        return Likeness::spelling;
    const auto [family_a, given_a] = family_and_given(a);
    const auto [family_b, given_b] = family_and_given(b);
    const bool shares_part = family_a == family_b || (!given_a.empty() && given_a == given_b);
    return shares_part ? Likeness::partly : Likeness::different;
}

Likeness compare_addresses(const Coverage& one, const Coverage& other)
{
    if (one.address == other.address || one.address.empty() || other.address.empty())
        return Likeness::same;
    if (plain_address(one.address) == plain_address(other.address))
        return Likeness::spelling;
    const bool same_area = !one.post_number.empty() && one.post_number == other.post_number;
    return same_area ? Likeness::partly : Likeness::different;
}

} // namespace onshi::domain
