#include "synth/timeline.h"

#include "domain/copay_share.h"
#include "synth/birth_dates.h"

#include <algorithm>

namespace onshi::synth {
namespace {

constexpr std::uint32_t change_permille = 45;         // a year; "4 to 5 % of the working people"
constexpr std::uint32_t retired_change_permille = 10; // 国保 from 65 on: moves to another town
constexpr std::uint32_t future_permille = 3;
constexpr std::uint32_t unknown_end_permille = 4; // left work within two months, nothing newer reported yet
constexpr std::uint32_t welfare_permille = 4;     // 国保 lost on 生活保護 within a year
constexpr int apart = 30;

struct Day
{
    base::Date on{std::chrono::sys_days()};
};
using Days = Few<Day, history_years>;
using Segments = decltype(Timeline::segments);

/// Draws one unit's timeline, backwards from the day: the present is given, the past must lead to it.
class Drawing
{
public:
    Drawing(Draw& draw, const Household& household, const Unit& unit, const Insurers& insurers, base::Date as_of)
        : draw_(draw)
        , household_(household)
        , unit_(unit)
        , insurers_(insurers)
        , as_of_(as_of)
        , lead_(household.members[unit.members.front()].birth)
    {
    }

    Timeline run()
    {
        Timeline timeline;
        const auto past = draw_past();
        timeline.segments.push_back(draw_insurance(draw_beginning(past), unit_.employees, {}));
        for (std::size_t change = past.size(); change-- > 0;)
            put_before(timeline.segments, past[change].on);
        std::ranges::reverse(timeline.segments);
        end(timeline);
        return timeline;
    }

private:
    /// Days of change within five years, earliest first: at most one a year, in the first 300 days of it.
    Days draw_past()
    {
        const bool retired = !unit_.employees && age_on(lead_, as_of_) >= 65;
        Days days;
        for (int year = history_years; year-- > 0;) {
            if (!draw_.permille(retired ? retired_change_permille : change_permille))
                continue;
            const auto day = draw_start(draw_, as_of_.plus_days(-365 * year - static_cast<int>(draw_.below(300))));
            if (day > grown().plus_days(apart))
                days.push_back({day});
        }
        return days;
    }

    [[nodiscard]] base::Date grown() const { return domain::birthday(lead_, 18); }

    /// When the oldest known insurance began: before the five years, or with the first work.
    base::Date draw_beginning(const Days& past)
    {
        const auto latest = past.empty() ? as_of_ : past.front().on.plus_days(-apart);
        const auto before_history = years_before(as_of_, history_years).plus_days(-apart);
        if (grown() >= before_history) {
            const auto room = std::max<std::int64_t>(1, (latest.days() - grown().days()).count());
            return grown().plus_days(static_cast<int>(draw_.below(static_cast<std::size_t>(room))));
        }
        const auto years = static_cast<std::size_t>(std::min(25, age_on(grown(), before_history) + 1));
        const auto around = before_history.plus_days(-static_cast<int>(draw_.skewed_below(years * 365)));
        return std::max(grown(), draw_start(draw_, around));
    }

    /// `segments` stands in reverse: its last is the oldest so far, whose beginning is `day` instead, and a still older
    /// one takes over its beginning.
    void put_before(Segments& segments, base::Date day)
    {
        const auto beginning = segments.back().from;
        segments.back().from = day;
        const bool from_work = draw_.permille(segments.back().employees ? 700 : 800);
        const bool employees = from_work || (!segments.back().employees && is_only_municipality());
        segments.push_back(draw_insurance(beginning, employees, segments.back().insurer));
    }

    [[nodiscard]] bool is_only_municipality() const { return insurers_.municipalities(household_.prefecture) == 1; }

    /// Another insurer than `not_this`, if there is one.
    Segment draw_insurance(base::Date from, bool employees, std::optional<InsurerIndex> not_this)
    {
        if (!employees)
            return {from, employees, draw_national(not_this)};
        const bool old = age_on(lead_, from) >= 60;
        auto insurer = insurers_.draw_employees(draw_, household_.prefecture, old);
        for (int attempt = 0; attempt < 8 && insurer == not_this; ++attempt)
            insurer = insurers_.draw_employees(draw_, household_.prefecture, old);
        return {from, employees, insurer};
    }

    InsurerIndex draw_national(std::optional<InsurerIndex> not_this)
    {
        const auto here = insurers_.national(household_.prefecture, household_.municipality);
        if (here != not_this || is_only_municipality())
            return here;
        const auto count = insurers_.municipalities(household_.prefecture);
        const auto step = 1 + draw_.below(count - 1);
        return insurers_.national(household_.prefecture, (household_.municipality + step) % count);
    }

    /// What is known to come, or that nothing newer is known.
    void end(Timeline& timeline)
    {
        const auto recent = timeline.segments.back().from.plus_days(apart);
        if (domain::birthday(lead_, late_elderly_age - 1) <= as_of_)
            return; // what comes next is 後期高齢者医療
        if (draw_.permille(future_permille)) {
            const auto day = as_of_.plus_days(1 + static_cast<int>(draw_.below(60)));
            if (recent < day)
                timeline.segments.push_back(draw_insurance(day, true, timeline.segments.back().insurer));
            return;
        }
        if (!draw_.permille(unit_.employees ? unknown_end_permille : welfare_permille))
            return;
        const auto day = as_of_.plus_days(-static_cast<int>(draw_.below(unit_.employees ? 60 : 365)));
        if (recent >= day)
            return;
        timeline.ended = day;
        timeline.reason = !unit_.employees ? "02" : draw_.permille(500) ? "99" : "";
    }

    Draw& draw_;
    const Household& household_;
    const Unit& unit_;
    const Insurers& insurers_;
    base::Date as_of_;
    base::Date lead_;
};

} // namespace

base::Date draw_start(Draw& draw, base::Date around)
{
    return draw.permille(600) ? around.plus_days(1 - static_cast<int>(around.day())) : around;
}

Timeline draw_timeline(Draw& draw, const Household& household, const Unit& unit, const Insurers& insurers,
                       base::Date as_of)
{
    return Drawing(draw, household, unit, insurers, as_of).run();
}

} // namespace onshi::synth
