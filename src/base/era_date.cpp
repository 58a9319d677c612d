#include "base/era_date.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace onshi::base {
namespace {

using namespace std::chrono_literals;

struct Era
{
    std::string_view name;
    char letter;
    int year_before; ///< Gregorian year minus year of the era
    std::chrono::year_month_day first;
};

// First days: 明治 from the adoption of the Gregorian calendar (明治5年太政官布告第337号: 明治5年12月3日 is
// 明治6年1月1日); 大正 and 昭和 by the edicts of 1912-07-30 and 1926-12-25 (the day itself belongs to the new era);
// 平成 by 昭和64年政令第1号 (from the day after its promulgation, 1989-01-08); 令和 by 平成31年政令第143号
// (2019-05-01).
constexpr std::array eras{
    Era{"令和", 'R', 2018, 2019y / 5 / 1},   Era{"平成", 'H', 1988, 1989y / 1 / 8},
    Era{"昭和", 'S', 1925, 1926y / 12 / 25}, Era{"大正", 'T', 1911, 1912y / 7 / 30},
    Era{"明治", 'M', 1867, 1873y / 1 / 1},
};

const Era* era_of(Date date)
{
    const auto found =
        std::ranges::find_if(eras, [&](const Era& era) { return std::chrono::sys_days(era.first) <= date.days(); });
    return found == eras.end() ? nullptr : &*found;
}

/// Reads from the front of a text; a part that is not there leaves the text as it was.
class Front
{
public:
    explicit Front(std::string_view text)
        : rest_(text)
    {
    }
    bool take(std::string_view part)
    {
        if (!rest_.starts_with(part))
            return false;
        rest_.remove_prefix(part.size());
        return true;
    }
    /// One of the parts (that of a kanji date, of a point date, of a slash date): its place, or nothing.
    std::optional<std::size_t> take_one(const std::array<std::string_view, 3>& parts)
    {
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (take(parts[i]))
                return i;
        return std::nullopt;
    }
    /// One or two digits.
    std::optional<unsigned> take_number()
    {
        unsigned value = 0;
        std::size_t count = 0;
        for (; count < 2 && count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9'; ++count)
            value = value * 10 + static_cast<unsigned>(rest_[count] - '0');
        rest_.remove_prefix(count);
        return count == 0 ? std::nullopt : std::optional(value);
    }
    [[nodiscard]] bool empty() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

const Era* take_era(Front& text)
{
    for (const auto& era : eras) {
        const char small = static_cast<char>(era.letter - 'A' + 'a');
        if (text.take(era.name) || text.take({&era.letter, 1}) || text.take({&small, 1}))
            return &era;
    }
    return nullptr;
}

std::optional<unsigned> take_year(Front& text) { return text.take("元") ? std::optional(1U) : text.take_number(); }

void append_two_digits(std::string& out, unsigned value)
{
    if (value < 10)
        out += '0';
    out += std::to_string(value);
}

} // namespace

std::optional<Date> parse_era(std::string_view utf8)
{
    const auto normal = nfkc(trimmed(utf8));
    Front text(normal);
    const auto* era = take_era(text);
    const auto year = take_year(text);
    const auto style = text.take_one({"年", ".", "/"});
    const auto month = text.take_number();
    const auto same_style = text.take_one({"月", ".", "/"});
    const auto day = text.take_number();
    const bool ends = style != 0U || text.take("日");
    if (era == nullptr || !year || *year == 0 || !style || style != same_style || !month || !day || !ends ||
        !text.empty())
        return std::nullopt;
    const auto date = Date::of(era->year_before + static_cast<int>(*year), *month, *day);
    return date && era_of(*date) == era ? date : std::nullopt;
}

std::optional<Date> parse_date(std::string_view utf8)
{
    if (const auto compact = Date::parse_compact(utf8))
        return compact;
    const auto iso = Date::parse_iso(utf8);
    return iso ? iso : parse_era(utf8);
}

std::optional<std::string> era_long(Date date)
{
    const auto* era = era_of(date);
    if (era == nullptr)
        return std::nullopt;
    const auto year = date.year() - era->year_before;
    return std::string(era->name) + (year == 1 ? "元" : std::to_string(year)) + "年" + std::to_string(date.month()) +
           "月" + std::to_string(date.day()) + "日";
}

std::optional<std::string> era_short(Date date)
{
    const auto* era = era_of(date);
    if (era == nullptr)
        return std::nullopt;
    std::string out(1, era->letter);
    append_two_digits(out, static_cast<unsigned>(date.year() - era->year_before));
    out += '.';
    append_two_digits(out, date.month());
    out += '.';
    append_two_digits(out, date.day());
    return out;
}

} // namespace onshi::base
