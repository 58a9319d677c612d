#include "domain/intake.h"

#include <algorithm>
#include <charconv>

namespace onshi::domain {

namespace {

/// The delay at that rank, from 1, of all events in order.
int at_rank(const DelayCounts& counts, std::int64_t rank)
{
    for (const auto& [days, events] : counts) {
        rank -= events;
        if (rank <= 0)
            return days;
    }
    return 0;
}

} // namespace

std::optional<UsualDelay> usual_delay(const DelayCounts& counts)
{
    std::int64_t events = 0;
    for (const auto& [days, of_them] : counts)
        events += of_them;
    if (events < fewest_delays)
        return {};
    return UsualDelay{at_rank(counts, (events + 1) / 2), at_rank(counts, (9 * events + 9) / 10)};
}

std::string write_delays(const DelayCounts& counts)
{
    std::string out;
    for (const auto& [days, events] : counts)
        out += (out.empty() ? "" : " ") + std::to_string(days) + ":" + std::to_string(events);
    return out;
}

void add_delays(DelayCounts& counts, std::string_view written)
{
    const char* at = written.data();
    const char* const end = at + written.size();
    while (at < end) {
        int days = 0;
        std::int64_t events = 0;
        at = std::from_chars(at, end, days).ptr + 1;
        at = std::from_chars(at, end, events).ptr + 1;
        counts[days] += events;
    }
}

void Arrivals::add(const Coverage* before, const Coverage& now, base::Date today)
{
    ++rows_;
    if (now.is_void())
        return;
    if (before == nullptr)
        add_event(now.gained, today);
    if (now.lost && (before == nullptr || !before->lost))
        add_event(*now.lost, today);
}

void Arrivals::add_event(base::Date event, base::Date today)
{
    if (today.plus_days(-longest_delay_days) <= event)
        ++events_[event];
}

void Arrivals::merge(const Arrivals& other)
{
    rows_ += other.rows_;
    for (const auto& [event, count] : other.events_)
        events_[event] += count;
}

DelayCounts Arrivals::delays(base::Date received_on, std::optional<base::Date> first_received_on) const
{
    DelayCounts counts;
    if (!first_received_on)
        return counts;
    for (const auto& [event, count] : events_)
        if (*first_received_on < event)
            counts[static_cast<int>(std::max<std::int64_t>(0, (received_on.days() - event.days()).count()))] += count;
    return counts;
}

} // namespace onshi::domain
