#include "synth/certificates.h"

#include "synth/birth_dates.h"
#include "synth/calendar.h"

#include <algorithm>

namespace onshi::synth {
namespace {

// Own choice: 健保 issued most certificates without an end, and few insurers report them.
constexpr std::uint32_t dated_permille = 250;   // with a date of issue and an open end
constexpr std::uint32_t windowed_permille = 50; // with an end too
// How far back. Own choice: shares change with the year, so those of 39 are of more use than the others.
constexpr int late_elderly_years = 4;
constexpr int national_years = 2;
constexpr int elderly_years = 2;

/// Calls with the first and the last day of each insurers' year, cut to [first, last] and to what had begun on the day
/// seen; the earliest is that of `years` before.
template<class Use>
void each_year(const Cover& cover, base::Date first, base::Date last, int years, const Use& use)
{
    const auto start = std::max(first, years_before(cover.seen, years));
    for (int year = renewal_year(start); year <= renewal_year(cover.seen); ++year)
        use(std::max(first, august(year)), std::min(last, august(year + 1).plus_days(-1)));
}

/// One period, or two if `cut` lies in it: the day on which something else began to hold.
template<class Use>
void parted(base::Date from, base::Date to, base::Date cut, const Use& use)
{
    const bool inside = from < cut && cut <= to;
    use(from, inside ? cut.plus_days(-1) : to);
    if (inside)
        use(cut, to);
}

/// 短期被保険者証 lasts for half a year.
base::Date middle_of_year(base::Date day) { return august(renewal_year(day)).plus_days(184); } // 1 February

void add_yearly(Certified& to, const Cover& cover, const Income& income)
{
    const bool half_years =
        cover.kind == domain::CertificateKind::short_term || cover.kind == domain::CertificateKind::short_term_retired;
    const auto add = [&](base::Date from, base::Date until) {
        if (from > cover.seen)
            return;
        auto& item = to.certificates.emplace_back();
        item = {from, {from, until}, std::nullopt};
        if (cover.late_elderly())
            item.share = income.late_elderly_share(from);
    };
    const int years = cover.late_elderly() ? late_elderly_years : national_years;
    each_year(cover, cover.gained, cover.no_later_than(august(9000)), years, [&](base::Date from, base::Date until) {
        // In 2022 everyone of 75 and more had a new certificate in October, for the 2割 that then began.
        const auto cut = cover.late_elderly() ? two_tenths_begin() : half_years ? middle_of_year(from) : from;
        parted(from, until, cut, add);
    });
}

void add_employees(Certified& to, const Cover& cover, Draw& draw)
{
    const auto ticket = draw.below(1000);
    const auto issued = cover.gained.plus_days(3 + static_cast<int>(draw.below(11)));
    if (ticket >= dated_permille + windowed_permille || issued > cover.seen)
        return;
    auto& item = to.certificates.emplace_back();
    item = {issued, {cover.gained, std::nullopt}, std::nullopt};
    if (ticket >= dated_permille) // to the end of the insurer's financial year in two years
        item.valid.to = cover.no_later_than(august(cover.seen.year() + 2).plus_days(-123));
}

} // namespace

void add_certificates(Certified& to, const Cover& cover, const Income& income, Draw& draw)
{
    const bool yearly =
        cover.late_elderly() || cover.scheme == Scheme::national || cover.scheme == Scheme::national_retired;
    if (yearly)
        add_yearly(to, cover, income);
    else
        add_employees(to, cover, draw);
}

void add_elderly_certificates(Certified& to, const Cover& cover, const Income& income)
{
    if (cover.late_elderly() || cover.seen < cover.is_70)
        return;
    const auto first = std::max(cover.gained, cover.is_70);
    each_year(cover, first, cover.no_later_than(august(9000)), elderly_years, [&](base::Date from, base::Date until) {
        to.elderly.push_back({from, {from, until}, income.elderly_share(from)});
    });
}

} // namespace onshi::synth
