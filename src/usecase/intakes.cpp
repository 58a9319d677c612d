#include "usecase/intakes.h"

#include "storage/audit_store.h"
#include "storage/register_store.h"

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

void each_insurer(UnitOfWork& work,
                  const std::function<void(const domain::Insurer&, const std::optional<domain::Intake>&)>& visit)
{
    work.registers.each_insurer(visit);
}

bool is_silent(UnitOfWork& work, const domain::Intake& last, std::chrono::days after)
{
    return last.received_at + after < work.environment.clock.now();
}

Silence count_silent(UnitOfWork& work, std::chrono::days after)
{
    Silence counts;
    each_insurer(work, [&](const domain::Insurer&, const std::optional<domain::Intake>& last) {
        if (!last)
            ++counts.never;
        else if (is_silent(work, *last, after))
            ++counts.silent;
    });
    return counts;
}

} // namespace onshi::usecase
