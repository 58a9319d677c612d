#include "onshi/commands.h"
#include "onshi/installation.h"
#include "usecase/intakes.h"

#include <iostream>
#include <string>

namespace onshi::programs {

namespace {

std::string minute(base::Instant instant)
{
    const auto at = base::jst_iso(instant);
    return at.substr(0, 10) + " " + at.substr(11, 5);
}

void print(const usecase::InsurerHeard& heard)
{
    std::cout << heard.insurer.number.padded() << "  " << (heard.last ? minute(heard.last->received_at) : "-") << "  ";
    if (heard.last && heard.last->delay)
        std::cout << "遅れ 中央値" << heard.last->delay->median_days << "日 90パーセンタイル"
                  << heard.last->delay->p90_days << "日";
    else
        std::cout << "遅れ 件数不足";
    if (heard.quarantined)
        std::cout << "  隔離中のファイル " << minute(*heard.quarantined);
    std::cout << "  " << heard.insurer.name << "\n";
}

} // namespace

int insurers(const InsurersOptions& options)
{
    Installation centre(options.config, options.clock);
    const auto silent_after = centre.config.feeds.silent_after_days;
    std::int64_t never = 0;
    centre.desk.read_now([&](usecase::UnitOfWork& work) {
        usecase::each_insurer(work, [&](const usecase::InsurerHeard& heard) {
            if (!heard.at())
                ++never;
            else if (!options.silent || usecase::is_silent(work, heard, silent_after))
                print(heard);
        });
    });
    std::cout << "一度も届いていない保険者: " << never << "\n";
    return 0;
}

} // namespace onshi::programs
