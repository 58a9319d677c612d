#include "base/fault.h"
#include "base/files.h"
#include "load/identities.h"
#include "load/measure.h"
#include "load/plans.h"
#include "load/summary.h"
#include "load/terminals.h"
#include "net/http_text.h"
#include "net/plain_client.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <unistd.h>

/// Asks a running centre as a crowd of terminals would, and says what came of it: doc/load.md.
using namespace onshi;

namespace {

struct Options
{
    std::string server, identities, people, on, management, json, mix = "90,5,5";
    std::optional<double> rate;
    std::int64_t seconds = 10, warm_up = 2;
    std::size_t connections = 0; ///< 0: one for each identity
    std::uint64_t seed = 1;
    bool empty = false, closed = false; ///< closed is what is done without a rate
    std::size_t alternate = 0;          ///< rounds of check and empty; 0: one round
};

// Rows kept of each kind, some 170 bytes each: more than a run of a minute asks about.
constexpr std::size_t sample_size = 500'000;
constexpr std::chrono::seconds opening_limit{60};

net::Address address_of(const std::optional<net::Address>& address, const char* option, const char* form)
{
    if (!address)
        throw base::Fault(base::FaultCode::setup, std::string(option) + ": write it like " + form);
    return *address;
}

base::Date day_of(const Options& options, base::Instant now)
{
    if (options.on.empty())
        return base::jst_date(now);
    const auto day = base::Date::parse_iso(options.on);
    if (!day)
        throw base::Fault(base::FaultCode::setup, "--on: write it like 2026-04-01");
    return *day;
}

load::People people_of(const Options& options, base::Date on)
{
    const auto mix = load::parse_mix(options.mix);
    if (!mix)
        throw base::Fault(base::FaultCode::setup, "--mix: three shares that make 100, like 90,5,5");
    std::ifstream file(options.people);
    if (!file)
        throw base::Fault(base::FaultCode::io, options.people + ": cannot open");
    std::cerr << options.people << ": reading\n";
    return {load::sample_people(file, on, sample_size, options.seed), *mix, options.seed};
}

/// One line that is written over on a terminal, and a line each where nobody watches.
void show(const load::Progress& progress)
{
    const bool watched = ::isatty(STDERR_FILENO) == 1;
    std::fprintf(stderr, "%s%4lld s%s  %8.0f /s  p99 %9.3f ms  errors %llu%s", watched ? "\r" : "",
                 static_cast<long long>(progress.passed.count()), progress.warming_up ? " (warm-up)" : "          ",
                 progress.rate, static_cast<double>(progress.p99.count()) / 1000,
                 static_cast<unsigned long long>(progress.errors), watched ? "" : "\n");
}

void tell(const load::RoundResult& result)
{
    const auto ms = [&](double share) { return static_cast<double>(result.latency.percentile(share).count()) / 1000; };
    std::fprintf(stderr, "\n%s: %.0f answers a second; p50 %.3f, p99 %.3f, p99.9 %.3f ms; errors %llu\n",
                 load::name_of(result.plan.target), result.rate(), ms(0.5), ms(0.99), ms(0.999),
                 static_cast<unsigned long long>(result.tally.errors()));
}

load::RoundPlan plan_of(const Options& options)
{
    return {.target = options.empty ? load::Target::empty : load::Target::check,
            .rate = options.rate,
            .warm_up = std::chrono::seconds(options.warm_up),
            .measured = std::chrono::seconds(options.seconds),
            .seed = options.seed};
}

/// One round after the other, each told as it ends. The number of answers that were 200.
std::uint64_t run_rounds(const Options& options, load::Crowd& crowd, const base::Clock& clock,
                         const std::optional<net::Address>& management, std::vector<load::MeasuredRound>& rounds)
{
    load::LookAtServer look;
    if (management)
        look = [&] { return load::read_figures(*management, clock); };
    std::uint64_t good = 0;
    for (const auto& plan : load::plans(plan_of(options), options.alternate)) {
        rounds.push_back(
            load::measure([&] { return load::run_round(crowd, plan, clock, show); }, look,
                          [](const base::Fault& gone) { std::cerr << "--management: " << gone.what() << "\n"; }));
        tell(rounds.back().result);
        good += rounds.back().result.tally.by_status[200];
    }
    return good;
}

void write_summary(const load::Run& run, const std::string& file)
{
    const auto text = load::summary(run).pretty();
    if (file.empty())
        std::cout << text;
    else
        base::write_new_file(file, text);
}

int run_load(const Options& options)
{
    const base::SystemClock clock;
    const auto began = clock.now();
    const auto server = address_of(net::parse_address(options.server), "--server", "https://127.0.0.1:8443");
    std::optional<net::Address> management;
    if (!options.management.empty())
        management = address_of(net::parse_plain_address(options.management), "--management", "http://127.0.0.1:9464");
    const auto on = day_of(options, began);
    const auto terminals = load::terminals(load::load_identities(options.identities), server, options.connections);
    auto people = people_of(options, on);
    net::CallerPool pool(terminals.settings);
    pool.open(opening_limit);
    load::Crowd crowd{pool, terminals.facilities, net::host_header(server.host, server.port), on, people};
    load::Run run{.version = ONSHI_VERSION,
                  .server = options.server,
                  .began = began,
                  .on = on,
                  .seed = options.seed,
                  .connections = pool.size(),
                  .database = management ? load::read_database(*management) : std::string(),
                  .people = people,
                  .rounds = {}};
    const auto good = run_rounds(options, crowd, clock, management, run.rounds);
    write_summary(run, options.json);
    return good > 0 ? 0 : 2;
}

void add_options(CLI::App& app, Options& o)
{
    app.set_version_flag("--version", ONSHI_VERSION);
    app.add_option("--server", o.server, "https://host:port")->required();
    app.add_option("--identities", o.identities, "folder of folders that `onshi enrol --output` made")->required();
    app.add_option("--people", o.people, "coverage file whose people are asked about")->required();
    app.add_option("--rate", o.rate, "open loop: requests a second on average, whether or not the server keeps up")
        ->check(CLI::PositiveNumber);
    app.add_flag("--closed", o.closed, "closed loop (the default): each connection asks again when it has its answer")
        ->excludes("--rate");
    app.add_option("--seconds", o.seconds, "measured time of a round")
        ->capture_default_str()
        ->check(CLI::Range(1, 86'400));
    app.add_option("--warm-up", o.warm_up, "seconds before it that do not count")
        ->capture_default_str()
        ->check(CLI::Range(0, 86'400));
    app.add_option("--connections", o.connections, "if missing, one for each identity")->check(CLI::Range(1, 100'000));
    app.add_option("--on", o.on, "資格確認日, 2026-04-01 (today if missing)");
    app.add_option("--mix", o.mix, "percent found, lost, unknown")->capture_default_str();
    app.add_option("--seed", o.seed, "of people and arrivals")->capture_default_str();
    app.add_option("--management", o.management, "http://host:port of the server's metrics, to be told beside");
    auto* empty = app.add_flag("--empty", o.empty, "posts the same bytes to /development/empty instead");
    app.add_option("--alternate", o.alternate, "so many rounds of check and empty in turn")
        ->check(CLI::Range(1, 1000))
        ->excludes(empty);
    app.add_option("--json", o.json, "new file for the summary (standard output if missing)");
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App app{"onshi-load: asks a running centre as many terminals would, and measures (synthetic data only)"};
    Options options;
    add_options(app, options);
    try {
        app.parse(argc, argv);
        return run_load(options);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 1;
    } catch (const base::Fault& fault) {
        std::cerr << "onshi-load: " << fault.what() << "\n";
    } catch (const std::exception& error) {
        std::cerr << "onshi-load: bug: " << error.what() << "\n";
    }
    return 1;
}
