#include "synth/birth_dates.h"

#include "base/fault.h"
#include "synth/calendar.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <span>

namespace onshi::synth {
namespace {

constexpr int between_births = 300;
constexpr std::uint32_t twin_permille = 33; // of children with a sibling of the same class; gives 1 % of births

base::Date draw_between(Draw& draw, base::Date first, base::Date last)
{
    return first.plus_days(static_cast<int>(draw.below(static_cast<std::size_t>(days_between(first, last)) + 1)));
}

/// Anywhere in the age class. The last class is open: ten years, the older the rarer.
base::Date draw_birth(Draw& draw, const Seat& seat, base::Date as_of)
{
    const int youngest = seat.age_class * 5;
    const auto last = years_before(as_of, youngest);
    if (seat.age_class == age_classes - 1) {
        const auto first = years_before(as_of, youngest + 10);
        return last.plus_days(
            -static_cast<int>(draw.skewed_below(static_cast<std::size_t>(days_between(first, last)))));
    }
    return draw_between(draw, years_before(as_of, youngest + 5).plus_days(1), last);
}

/// A birth that the mother's other births allow. Only children have siblings here; grown people's do not live with
/// them.
base::Date draw_sibling(Draw& draw, const Seat& seat, base::Date as_of, std::span<const base::Date> siblings)
{
    std::optional<base::Date> near;
    for (int attempt = 0; attempt < 8; ++attempt) {
        const auto birth = draw_birth(draw, seat, as_of);
        const auto clash = std::ranges::find_if(
            siblings, [&](base::Date other) { return std::abs(days_between(birth, other)) < between_births; });
        if (clash == siblings.end())
            return birth;
        near = *clash;
    }
    ONSHI_CHECK(near.has_value());
    return *near; // no room left: a twin
}

} // namespace

base::Date years_before(base::Date date, int years)
{
    auto same = std::chrono::year_month_day(date.days()) - std::chrono::years(years);
    if (!same.ok())
        same = same.year() / std::chrono::February / 28;
    return base::Date(std::chrono::sys_days(same));
}

int age_on(base::Date birth, base::Date on)
{
    const std::chrono::year_month_day born(birth.days());
    const std::chrono::year_month_day now(on.days());
    const bool birthday_passed = now.month() != born.month() ? now.month() > born.month() : now.day() >= born.day();
    return static_cast<int>(now.year()) - static_cast<int>(born.year()) - (birthday_passed ? 0 : 1);
}

std::vector<base::Date> draw_births(Draw& draw, const Shape& shape, base::Date as_of)
{
    std::vector<base::Date> births;
    std::size_t first_child = 0;
    for (const auto& seat : shape) {
        if (seat.role != Role::child) {
            births.push_back(draw_birth(draw, seat, as_of));
            continue;
        }
        if (first_child == 0)
            first_child = births.size();
        const bool same_class = births.size() > first_child && shape[births.size() - 1].age_class == seat.age_class;
        if (same_class && draw.permille(twin_permille))
            births.push_back(births.back());
        else
            births.push_back(draw_sibling(draw, seat, as_of, std::span(births).subspan(first_child)));
    }
    return births;
}

} // namespace onshi::synth
