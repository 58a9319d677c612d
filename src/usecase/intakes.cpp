#include "usecase/intakes.h"

#include "storage/audit_store.h"
#include "storage/feed_store.h"
#include "storage/register_store.h"

#include <algorithm>
#include <map>
#include <string>

namespace onshi::usecase {

void record_intakes(UnitOfWork& work, const Arrivals& arrivals)
{
    const auto now = work.environment.clock.now();
    const auto last_entry = work.audits.last_entry();
    for (const auto& [insurer, arrived] : arrivals) {
        const auto first = work.registers.first_received(insurer);
        const auto delays =
            arrived.delays(base::jst_date(now), first ? std::optional(base::jst_date(*first)) : std::nullopt);
        auto in_window = work.registers.delays(insurer, now - domain::delay_window);
        for (const auto& [days, events] : delays)
            in_window[days] += events;
        work.registers.put(insurer, {now, arrived.rows(), domain::usual_delay(in_window)}, delays, last_entry,
                           work.recorded_at());
    }
    work.keep();
}

std::optional<base::Instant> InsurerHeard::at() const
{
    const auto received = last ? std::optional(last->received_at) : std::nullopt;
    return std::max(received, quarantined); // an empty one is before all others
}

void each_insurer(UnitOfWork& work, const std::function<void(const InsurerHeard&)>& visit)
{
    std::map<std::string, base::Instant> waiting;
    for (const auto& feed : work.feeds.quarantined()) {
        auto& latest = waiting.try_emplace(feed.insurer, feed.begun_at).first->second;
        latest = std::max(latest, feed.begun_at);
    }
    work.registers.each_insurer([&](const domain::Insurer& insurer, const std::optional<domain::Intake>& last) {
        const auto found = waiting.find(insurer.number.text());
        visit({insurer, last, found == waiting.end() ? std::nullopt : std::optional(found->second)});
    });
}

bool is_silent(UnitOfWork& work, const InsurerHeard& heard, std::chrono::days after)
{
    const auto at = heard.at();
    return at && *at + after < work.environment.clock.now();
}

Silence count_silent(UnitOfWork& work, std::chrono::days after)
{
    Silence counts;
    each_insurer(work, [&](const InsurerHeard& heard) {
        if (!heard.at())
            ++counts.never;
        else if (is_silent(work, heard, after))
            ++counts.silent;
    });
    return counts;
}

} // namespace onshi::usecase
