#include "plausibility/honest_year.h"

#include "domain/copay_share.h"
#include "domain/coverage_rules.h"
#include "synth/parsed_town.h"

#include <algorithm>
#include <array>

namespace onshi::test {

namespace {

using domain::Coverage;
using domain::Period;

constexpr std::uint64_t facilities = 20;

// A month's chances of one person. Yearly rates of doc/formats/synth.md, or own choice.
constexpr double moves_house = 0.04 / 12;
constexpr double new_name = 0.004 / 12;
constexpr double changes_work = 0.045 / 15; // and four times as often in April
constexpr double dies_at_70 = 0.03 / 12;
constexpr double dies_before = 0.002 / 12;
constexpr double share_corrected = 0.001;  // of those with a share: an income, or the household
constexpr double share_applied = 0.05 / 3; // of 3割, from August to October: 基準収入額適用申請, all downwards
constexpr double class_corrected = 0.001;  // of those with a limit certificate
constexpr double class_renewed_otherwise = 0.3;
constexpr double birth_corrected = 0.000'02 / 12;
constexpr double sex_corrected = 0.000'01 / 12;

base::Date first_of(int year, unsigned month) { return base::Date::of(year, month, 1).value(); }
base::Date august(int year) { return first_of(year, 8); }

bool covers(const Coverage& c, base::Date on) { return !c.is_void() && c.covers(on); }

struct ClassPart
{
    const char* code;
    std::uint32_t part; ///< permille
};
/// The classes that go with a share, in the proportions of doc/formats/synth.md: incomes change, their distribution
/// does not.
std::vector<ClassPart> classes_of(const Coverage& c, base::Date on)
{
    const bool late = c.insurer.is_late_elderly();
    if (!late && on < domain::elderly_share_from(c.birth_date))
        return {{"A01", 50}, {"A02", 100}, {"A03", 350}, {"A04", 350}, {"A05", 145}, {"A06", 5}};
    if (last_share(c) == 30)
        return {{"B01", 200}, {"B02", 300}, {"B03", 500}};
    if (late && last_share(c) == 20)
        return {{"B09", 1000}};
    return {{late ? "B10" : "B04", 400}, {"B05", 390}, {"B06", 192}, {"B07", 6}, {"B08", 12}};
}

/// To 31 July, or to the day before the age ends it; reversed if there is no such day.
Period year_from(const Coverage& c, base::Date first)
{
    auto last = august(first.month() < 8 ? first.year() : first.year() + 1).plus_days(-1);
    if (!c.insurer.is_late_elderly()) {
        const auto is_70 = domain::elderly_share_from(c.birth_date);
        const auto end = first < is_70 ? is_70 : domain::birthday(c.birth_date, 75);
        last = std::min(last, end.plus_days(-1));
    }
    return {first, last};
}

/// A share that differs from the first of the month on, or in the whole period.
void correct_share(Coverage& c, int share, base::Date on, bool whole_period)
{
    const auto from = first_of(on.year(), on.month());
    const auto part = [&](auto& list) {
        auto& last = list.back();
        if (whole_period || !last.valid.from || *last.valid.from >= from || (last.valid.to && *last.valid.to < from)) {
            last.share = share;
            return;
        }
        auto next = last;
        next.valid.from = from;
        next.share = share;
        last.valid.to = from.plus_days(-1);
        list.push_back(next);
    };
    if (c.insurer.is_late_elderly())
        part(c.certificates);
    else
        part(c.elderly_certificates);
}

} // namespace

int last_share(const Coverage& c)
{
    if (c.insurer.is_late_elderly())
        return c.certificates.empty() ? 0 : c.certificates.back().share.value_or(0);
    return c.elderly_certificates.empty() ? 0 : c.elderly_certificates.back().share;
}

void set_last_share(Coverage& c, int share)
{
    if (c.insurer.is_late_elderly())
        c.certificates.back().share = share;
    else
        c.elderly_certificates.back().share = share;
}

base::Date HonestYear::day_of(int month)
{
    const int months = 3 + month; // from January 2026
    return base::Date::of(2026 + months / 12, static_cast<unsigned>(months % 12 + 1), 10).value();
}

HonestYear::HonestYear(std::uint64_t people, std::uint64_t seed)
    : draw_(seed, people, synth::Purpose::irregular)
{
    const auto town = synth::parse_town({people, seed, facilities, first_of(2026, 4)});
    std::map<std::string, std::size_t> place;
    for (const auto& row : town.rows) {
        const auto [at, is_new] = place.try_emplace(row.person.text(), people_.size());
        if (is_new)
            people_.emplace_back();
        people_[at->second].push_back(row.coverage);
        const auto& insurer = row.coverage.insurer;
        if (insurer.is_late_elderly())
            late_elderly_ = insurer; // one prefecture's is enough
        else if (insurer.law_number() == "06" || insurer.law_number() == "01")
            if (std::ranges::find(employers_, insurer) == employers_.end())
                employers_.push_back(insurer);
    }
}

std::map<domain::InsurerNumber, HonestYear::Flows> HonestYear::draw_flows()
{
    std::map<domain::InsurerNumber, std::map<int, double>> people;
    for (const auto& person : people_)
        for (const auto& row : person)
            if (const int share = last_share(row); share != 0 && covers(row, august(2026)))
                ++people[row.insurer][share];
    std::map<domain::InsurerNumber, Flows> all;
    for (const auto& [insurer, shares] : people) {
        double total = 0;
        for (const auto& [share, count] : shares)
            total += count;
        // Up to 30 % of the people change, as many up as down, but for a drift of one point down to two points up.
        const double part = 0.05 + 0.25 * draw_.below(1000) / 1000.0;
        const double drift = (draw_.below(3001) - 1000.0) / 100'000.0;
        auto& chance = all[insurer].chance;
        const auto flow = [&](int one, int other, double of_all) {
            const auto find = [&](int share) { return shares.contains(share) ? shares.at(share) : 0.0; };
            const double most = (insurer.is_late_elderly() ? 0.45 : 0.9) * std::min(find(one), find(other));
            const double both = std::min(of_all * total / 2, most);
            chance[{one, other}] = find(one) == 0 ? 0 : std::max(0.0, (both + drift * total / 3) / find(one));
            chance[{other, one}] = find(other) == 0 ? 0 : both / find(other);
        };
        flow(10, 20, part * 0.7);
        flow(20, 30, insurer.is_late_elderly() ? part * 0.2 : part);
        flow(10, 30, part * 0.1);
    }
    return all;
}

void HonestYear::renew(Coverage& row, const Flows& flows, base::Date first)
{
    const auto period = year_from(row, first);
    const int share = last_share(row);
    if (share != 0 && !period.reversed()) {
        int next = share;
        for (const int other : {10, 20, 30})
            if (const auto found = flows.chance.find({share, other});
                next == share && found != flows.chance.end() && chance(found->second))
                next = other;
        if (row.insurer.is_late_elderly())
            row.certificates.push_back({first, period, next});
        else
            row.elderly_certificates.push_back({first, period, next});
    }
    if (row.limit_certificates.empty() || !row.limit_certificates.back().valid.contains(first.plus_days(-1)))
        return;
    auto limit = row.limit_certificates.back();
    limit.issued = first;
    limit.valid = period;
    if (period.reversed())
        return;
    row.limit_certificates.push_back(limit);
    if (chance(class_renewed_otherwise))
        row.limit_certificates.back().cls = draw_class(row, first);
    follow_share(row, first);
}

std::string HonestYear::draw_class(const Coverage& row, base::Date on)
{
    const auto classes = classes_of(row, on);
    auto ticket = draw_.below(1000);
    for (const auto& one : classes) {
        if (ticket < one.part)
            return one.code;
        ticket -= one.part;
    }
    return classes.front().code;
}

/// A limit certificate whose class does not go with the share is exchanged for one that does.
void HonestYear::follow_share(Coverage& row, base::Date on)
{
    for (auto& limit : row.limit_certificates) {
        if (limit.valid.to && *limit.valid.to < on)
            continue;
        const auto fitting = classes_of(row, *limit.valid.from);
        if (std::ranges::none_of(fitting, [&](const ClassPart& one) { return limit.cls == one.code; }))
            limit.cls = draw_class(row, *limit.valid.from);
    }
}

void HonestYear::correct(Coverage& row, int month)
{
    const auto on = day_of(month);
    const bool late = row.insurer.is_late_elderly();
    if (const int share = last_share(row); share != 0 && chance(share_corrected)) {
        const bool down = share == 30 || (share == 20 && late && chance(0.5));
        const int other = !down ? share + 10 : late && (share == 20 || chance(0.2)) ? 10 : 20;
        correct_share(row, other, on, chance(0.5) && share - other != 20);
        follow_share(row, on);
    }
    if (4 <= month && month <= 6 && last_share(row) == 30 && chance(share_applied)) {
        correct_share(row, late ? 10 : 20, on, false);
        follow_share(row, on);
    }
    if (!row.limit_certificates.empty() && chance(class_corrected))
        row.limit_certificates.back().cls = draw_class(row, *row.limit_certificates.back().valid.from);
    const auto is_70 = domain::elderly_share_from(row.birth_date);
    if (!late && row.elderly_certificates.empty() && is_70 <= on && on < is_70.plus_days(31))
        row.elderly_certificates.push_back({is_70, year_from(row, is_70), chance(0.14) ? 30 : 20});
}

std::optional<Coverage> HonestYear::leave(Coverage& row, int month)
{
    const auto on = day_of(month);
    const bool late = row.insurer.is_late_elderly();
    const bool old = domain::elderly_share_from(row.birth_date) <= on;
    const auto is_75 = domain::birthday(row.birth_date, 75);
    const auto end = [&](base::Date lost, domain::LossReason reason) {
        row.lost = lost;
        row.loss_reason = reason;
    };
    auto next = row;
    next.elderly_certificates.clear();
    next.limit_certificates.clear();
    if (!late && is_75 <= on) {
        end(is_75, domain::LossReason::other_insurance);
        next.insurer = *late_elderly_;
        next.gained = is_75;
        next.certificates = {{is_75, year_from(next, is_75), chance(0.8) ? 10 : 20}};
    } else if (chance(old ? dies_at_70 : dies_before)) {
        end(on, domain::LossReason::death);
        return {};
    } else if (!old && chance(month == 0 ? changes_work * 4 : changes_work)) {
        end(on, domain::LossReason::other_insurance);
        next.insurer = employers_[draw_.below(employers_.size())];
        next.gained = on;
        next.certificates.clear();
    } else {
        return {};
    }
    next.kind = domain::CertificateKind::ordinary;
    next.lost.reset();
    next.loss_reason.reset();
    return next;
}

std::optional<Coverage> HonestYear::live(Coverage& row, int month)
{
    if (chance(moves_house))
        row.address += "－" + std::to_string(1 + draw_.below(30));
    if (chance(new_name))
        row.name = "改姓" + row.name.substr(std::min(row.name.find("　"), row.name.size()));
    if (chance(birth_corrected))
        row.birth_date = row.birth_date.plus_days(1);
    if (chance(sex_corrected))
        row.sex = row.sex == domain::Sex::male ? domain::Sex::female : domain::Sex::male;
    correct(row, month);
    return leave(row, month);
}

std::map<domain::InsurerNumber, std::vector<ReportedRow>> HonestYear::report(int month)
{
    constexpr int renewal = 4;
    const auto on = day_of(month);
    const auto flows = month == renewal ? draw_flows() : std::map<domain::InsurerNumber, Flows>();
    std::map<domain::InsurerNumber, std::vector<ReportedRow>> files;
    for (auto& person : people_) {
        const auto at = std::ranges::find_if(person, [&](const Coverage& row) { return covers(row, on); });
        if (at == person.end())
            continue;
        auto row = *at;
        if (const auto found = flows.find(row.insurer); month == renewal)
            renew(row, found == flows.end() ? Flows() : found->second, august(2026));
        const auto next = live(row, month);
        if (row == *at)
            continue;
        ReportedRow reported{*at, row, person};
        reported.others.erase(reported.others.begin() + (at - person.begin()));
        files[row.insurer].push_back(std::move(reported));
        *at = row;
        if (next)
            person.push_back(*next);
    }
    return files;
}

} // namespace onshi::test
