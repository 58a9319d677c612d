#include "load/measure.h"

#include <sys/resource.h>

namespace onshi::load {

namespace {

std::chrono::microseconds processor_time()
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto of = [](const timeval& time) {
        return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
    };
    return of(used.ru_utime) + of(used.ru_stime);
}

} // namespace

MeasuredRound measure(const std::function<RoundResult()>& round, const LookAtServer& look,
                      const std::function<void(const base::Fault&)>& on_gone)
{
    MeasuredRound measured;
    if (look)
        measured.before = look();
    const auto processor = processor_time();
    measured.result = round();
    measured.generator_cpu = processor_time() - processor;
    try {
        if (look)
            measured.after = look();
    } catch (const base::Fault& gone) {
        on_gone(gone);
    }
    return measured;
}

} // namespace onshi::load
