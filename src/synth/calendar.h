#pragma once

#include "base/date.h"

/// The insurers' year: 国保 and 後期高齢者医療 renew what they certify on 1 August (domain rules 2.4).
namespace onshi::synth {

/// 1 August of that year.
[[nodiscard]] inline base::Date august(int year)
{
    return base::Date(std::chrono::sys_days(std::chrono::year(year) / std::chrono::August / 1));
}
/// The year in which the period that holds the day began.
[[nodiscard]] inline int renewal_year(base::Date day)
{
    const std::chrono::year_month_day civil(day.days());
    return static_cast<int>(civil.year()) - (civil.month() < std::chrono::August ? 1 : 0);
}
/// 2割 of 後期高齢者医療, and with it the classes 一般Ⅰ and 一般Ⅱ, exist from this day on (domain rules 2.4).
[[nodiscard]] inline base::Date two_tenths_begin()
{
    return base::Date(std::chrono::sys_days(std::chrono::year(2022) / std::chrono::October / 1));
}
/// Days from one to the other.
[[nodiscard]] inline int days_between(base::Date from, base::Date to)
{
    return static_cast<int>((to.days() - from.days()).count());
}

} // namespace onshi::synth
