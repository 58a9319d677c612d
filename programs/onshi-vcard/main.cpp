#include "base/fault.h"
#include "onshi-vcard/commands.h"

#include <iostream>

using namespace onshi::programs;

namespace onshi::programs {

namespace {

base::SystemClock clock_from(const std::string& clock)
{
    if (clock.empty())
        return {};
    const auto start = base::parse_instant(clock);
    if (!start)
        throw base::Fault(base::FaultCode::setup, "--clock: write it like 2026-04-01T09:00:00+09:00");
    return base::SystemClock(*start);
}

} // namespace

World::World(const std::string& clock)
    : clock_(clock_from(clock))
{
}

} // namespace onshi::programs

int main(int argc, char** argv)
{
    CLI::App app("onshi-vcard: virtual My Number cards and the authority behind them. Development only: everything it "
                 "makes is synthetic and says so.");
    app.require_subcommand(1);
    Command chosen;
    add_people(app, chosen);
    add_make(app, chosen);
    add_insert(app, chosen);
    add_tell(app, chosen);
    add_authority(app, chosen);
    add_ocsp(app, chosen);
    CLI11_PARSE(app, argc, argv);
    try {
        return chosen();
    } catch (const std::exception& problem) {
        std::cerr << "onshi-vcard: " << problem.what() << '\n';
        return 2;
    }
}
