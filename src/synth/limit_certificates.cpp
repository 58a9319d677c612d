#include "synth/limit_certificates.h"

#include "synth/birth_dates.h"
#include "synth/calendar.h"

#include <algorithm>

namespace onshi::synth {
namespace {

// Who holds one. Own choice, growing with age as stays in hospital do; 減額認定証 make many among the old.
constexpr std::uint32_t young_permille = 10; // under 40
constexpr std::uint32_t middle_permille = 25;
constexpr std::uint32_t elderly_permille = 50; // 70 to 74
constexpr std::uint32_t late_elderly_permille = 100;
// Own choices about those certificates.
constexpr std::uint32_t earlier_permille = 250;       // have that of the time before too
constexpr std::uint32_t standard_cost_permille = 100; // of those with reduced meals: 標準負担額減額認定証 alone
constexpr std::uint32_t long_term_permille = 150;     // of those with reduced meals: 長期入院該当

std::uint32_t holders_permille(const Cover& cover)
{
    if (cover.late_elderly())
        return late_elderly_permille;
    if (cover.is_70 <= cover.seen)
        return elderly_permille;
    return age_on(cover.birth, cover.seen) < 40 ? young_permille : middle_permille;
}

std::string_view draw_high_class(Draw& draw)
{
    const auto ticket = draw.below(100);
    return ticket < 20 ? "B01" : ticket < 50 ? "B02" : "B03";
}

std::string_view draw_low_class(Draw& draw)
{
    const auto ticket = draw.below(100);
    if (ticket < 65)
        return "B05";
    return ticket < 97 ? "B06" : ticket < 98 ? "B07" : "B08";
}

/// Domain rules 3.1: B09 一般Ⅱ has 2割, B10 一般Ⅰ 1割; before October 2022, and from 70 to 74, B04 一般.
std::string_view draw_class_from_70(const Cover& cover, const Income& income, base::Date from, Draw& draw)
{
    const auto share = cover.late_elderly() ? income.late_elderly_share(from) : income.elderly_share(from);
    if (share == 30)
        return draw_high_class(draw);
    const bool split = cover.late_elderly() && from >= two_tenths_begin();
    if (split && share == 20)
        return "B09";
    if (draw.permille(600))
        return draw_low_class(draw);
    return split ? "B10" : "B04";
}

/// 標準負担額減額: of people whose household pays no residents' tax.
bool has_reduced_meals(std::string_view cls) { return cls == "A05" || cls == "A06" || ("B05" <= cls && cls <= "B08"); }

/// Nothing if there is no day between.
void add_one(Certified& to, const Cover& cover, const Income& income, base::Date from, base::Date until, Draw& draw)
{
    const bool from_70 = cover.late_elderly() || from >= cover.is_70;
    until = from_70 ? cover.no_later_than(until) : std::min(until, cover.is_70.plus_days(-1));
    if (until < from)
        return;
    auto& item = to.limits.emplace_back();
    item.cls = from_70 ? draw_class_from_70(cover, income, from, draw) : income.class_under_70();
    item.issued = from;
    item.valid = {from, until};
    if (!has_reduced_meals(item.cls))
        return;
    item.kind = draw.permille(standard_cost_permille) ? domain::LimitKind::standard_cost
                                                      : domain::LimitKind::limit_and_standard_cost;
    if (draw.permille(long_term_permille)) {
        const auto day = from.plus_days(static_cast<int>(draw.below(60)));
        if (day <= std::min(until, cover.seen))
            item.long_term = day;
    }
}

base::Date first_of_month(base::Date day) { return day.plus_days(1 - static_cast<int>(day.day())); }

} // namespace

void add_limit_certificates(Certified& to, const Cover& cover, const Income& income, Draw& draw)
{
    if (!draw.permille(holders_permille(cover)))
        return;
    const auto around = cover.seen.plus_days(-static_cast<int>(draw.below(300)));
    const auto from = std::max(cover.gained, first_of_month(around));
    const auto before = std::max(cover.gained, first_of_month(from.plus_days(-300)));
    if (before < from && draw.permille(earlier_permille))
        add_one(to, cover, income, before, std::min(from, august(renewal_year(before) + 1)).plus_days(-1), draw);
    add_one(to, cover, income, from, august(renewal_year(from) + 1).plus_days(-1), draw);
}

} // namespace onshi::synth
