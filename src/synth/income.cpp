#include "synth/income.h"

#include "synth/calendar.h"

namespace onshi::synth {
namespace {

// 72, 20 and 8 % of 後期高齢者 had 1割, 2割, 3割 when 2割 began (厚生労働省, approximate, from memory).
constexpr std::uint32_t one_tenth_percent = 72;
constexpr std::uint32_t two_tenths_percent = 20;
constexpr std::uint32_t also_high_permille = 65;   // with those of 3割 makes 14 % 現役並み from 70 to 74 (approximate)
constexpr std::uint32_t drawn_anew_permille = 350; // own choice: makes some 15 % of shares change, 4 % a year
constexpr int change_years = 4;

struct Shares
{
    domain::Share late_elderly;
    bool high;
};

Shares draw_shares(Draw& draw)
{
    const auto ticket = draw.below(100);
    const auto share = ticket < one_tenth_percent ? 10 : ticket < one_tenth_percent + two_tenths_percent ? 20 : 30;
    return {share, share == 30 || draw.permille(also_high_permille)};
}

/// Own choice, shaped like the published distributions of 標準報酬月額: エ and ウ are the many.
std::string_view draw_class_under_70(Draw& draw)
{
    const auto ticket = draw.below(1000);
    if (ticket < 50)
        return "A01";
    if (ticket < 150)
        return "A02";
    if (ticket < 500)
        return "A03";
    if (ticket < 850)
        return "A04";
    return ticket < 995 ? "A05" : "A06";
}

} // namespace

Income::Income(Draw& draw, base::Date as_of)
    : class_under_70_(draw_class_under_70(draw))
{
    const auto now = draw_shares(draw);
    const bool drawn_anew = draw.permille(drawn_anew_permille);
    const auto before = drawn_anew ? draw_shares(draw) : now;
    late_elderly_ = now.late_elderly;
    late_elderly_before_ = before.late_elderly;
    high_ = now.high;
    high_before_ = before.high;
    if (drawn_anew)
        changed_ = august(renewal_year(as_of) - static_cast<int>(draw.below(change_years)));
}

domain::Share Income::late_elderly_share(base::Date from) const
{
    const auto share = before_change(from) ? late_elderly_before_ : late_elderly_;
    return share == 20 && from < two_tenths_begin() ? 10 : share;
}

domain::Share Income::elderly_share(base::Date from) const
{
    return (before_change(from) ? high_before_ : high_) ? 30 : 20;
}

} // namespace onshi::synth
