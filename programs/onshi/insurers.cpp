#include "onshi/commands.h"
#include "onshi/installation.h"
#include "usecase/intakes.h"

#include <iostream>

namespace onshi::programs {

namespace {

void print(const domain::Insurer& insurer, const domain::Intake& last)
{
    const auto at = base::jst_iso(last.received_at);
    std::cout << insurer.number.padded() << "  " << at.substr(0, 10) << " " << at.substr(11, 5) << "  ";
    if (last.delay)
        std::cout << "遅れ 中央値" << last.delay->median_days << "日 90パーセンタイル" << last.delay->p90_days << "日";
    else
        std::cout << "遅れ 件数不足";
    std::cout << "  " << insurer.name << "\n";
}

} // namespace

int insurers(const InsurersOptions& options)
{
    Installation centre(options.config, options.clock);
    const auto silent_after = centre.config.feeds.silent_after_days;
    std::int64_t never = 0;
    centre.desk.read_now([&](usecase::UnitOfWork& work) {
        usecase::each_insurer(work, [&](const domain::Insurer& insurer, const std::optional<domain::Intake>& last) {
            if (!last)
                ++never;
            else if (!options.silent || usecase::is_silent(work, *last, silent_after))
                print(insurer, *last);
        });
    });
    std::cout << "一度も届いていない保険者: " << never << "\n";
    return 0;
}

} // namespace onshi::programs
