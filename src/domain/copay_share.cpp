#include "domain/copay_share.h"

#include "base/fault.h"

namespace onshi::domain {
namespace {

base::Date first_day(std::chrono::year_month month) { return base::Date(std::chrono::sys_days(month / 1)); }

} // namespace

base::Date birthday(base::Date birth, int age)
{
    const std::chrono::year_month_day born(birth.days());
    const auto same_day = born + std::chrono::years(age);
    // 29 February of a year without one. Days overflow into the next month, so this is 1 March.
    return base::Date(std::chrono::sys_days(same_day));
}

// Wordings below: 健康保険法74条 was looked up; 年齢計算ニ関スル法律, 民法143条, 健康保険法110条 and
// 高齢者の医療の確保に関する法律50条 are quoted from memory and await a check against e-Gov. The dates they lead to are
// those of domain rules 2.4.

// 年齢計算ニ関スル法律: 「年齢ハ出生ノ日ヨリ之ヲ起算ス」「民法第百四十三条ノ規定ハ年齢ノ計算ニ之ヲ準用ス」
// 民法143条2項:
// 「…その期間は、最後の週、月又は年においてその起算日に応当する日の前日に満了する。ただし、月又は年によって期間を定めた
// 場合において、最後の月に応当する日がないときは、その月の末日に満了する。」
base::Date reaches_age(base::Date birth, int age) { return birthday(birth, age).plus_days(-1); }

// 健康保険法74条1項2号: 「七十歳に達する日の属する月の翌月以後である場合（次号に掲げる場合を除く。） 百分の二十」
base::Date elderly_share_from(base::Date birth)
{
    const std::chrono::year_month_day reached(reaches_age(birth, 70).days());
    return first_day(reached.year() / reached.month() + std::chrono::months(1));
}

// 健康保険法110条2項1号ロ, of the insurer's eight tenths: 「六歳に達する日以後の最初の三月三十一日以前である場合」
base::Date preschool_until(base::Date birth)
{
    const auto six = reaches_age(birth, 6);
    const auto this_year = base::Date::of(six.year(), 3, 31);
    const auto next_year = base::Date::of(six.year() + 1, 3, 31);
    ONSHI_CHECK(this_year && next_year);
    return six <= *this_year ? *this_year : *next_year;
}

Share ordinary_share(base::Date birth, base::Date on)
{
    // 高齢者の医療の確保に関する法律50条1号, 「七十五歳以上の者」: from the 75th birthday itself (domain rules 2.4,
    // "75").
    if (birthday(birth, 75) <= on)
        return 10;
    if (elderly_share_from(birth) <= on)
        return 20;
    // 健康保険法74条1項1号: 「七十歳に達する日の属する月以前である場合 百分の三十」
    return on <= preschool_until(birth) ? 20 : 30;
}

} // namespace onshi::domain
