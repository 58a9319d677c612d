#include "base/fault.h"
#include "base/files.h"
#include "base/log.h"
#include "onshi-terminal/commands.h"
#include "onshi-terminal/config.h"
#include "pki/certificate.h"
#include "settings/stop_signal.h"
#include "terminal/exchange/folder_exchange.h"
#include "terminal/exchange/journal_file.h"
#include "terminal/exchange/status_file.h"

#include "domain/rejection.h"
#include "terminal/centre_client.h"

#include <future>
#include <iostream>

namespace onshi::programs {

namespace {

std::filesystem::path status_file(const TerminalConfig& config)
{
    auto file = config.exchange.journal;
    file += ".status";
    return file;
}

net::Address centre_of(const TerminalConfig& config) { return net::parse_address(config.centre.address).value(); }

/// Neither can a test be mistaken for the real centre nor the other way round.
void expect_kind(const TerminalConfig& config, const terminal::Identity& identity)
{
    const auto authority = pki::read_certificate(identity.authority);
    if (!authority)
        throw base::Fault(base::FaultCode::setup,
                          (config.centre.identity / "authority.pem").string() + ": is no certificate");
    if (authority->development != config.development)
        throw base::Fault(base::FaultCode::setup,
                          config.centre.identity.string() +
                              (config.development ? ": development = true takes only identities of a "
                                                    "development authority"
                                                  : ": is of a development authority; development = false "
                                                    "refuses it"));
}

std::unique_ptr<Counter> open_counter(const TerminalConfig& config, CounterParts parts)
{
    if (!config.counter.open)
        return nullptr;
    if (config.exchange.face.empty())
        throw base::Fault(base::FaultCode::setup, "[page] open = true needs [face] folder: where the answers go");
    return std::make_unique<Counter>(std::move(parts), config.counter);
}

} // namespace

int run_terminal(const std::string& config_file)
{
    StopSignal stop_signal; // before any thread starts, so that all of them have the signals blocked
    const auto config = load_terminal_config(config_file);
    const base::SystemClock clock;
    base::SystemRandom random;
    const base::Environment environment{clock, random, config.development};
    const auto level = base::log_level(config.log.level).value_or(base::LogLevel::info);
    const auto log = config.log.file.empty() ? std::make_unique<base::Log>(environment, level)
                                             : std::make_unique<base::Log>(environment, level, config.log.file);
    const auto identity = terminal::load_identity(config.centre.identity);
    expect_kind(config, identity);
    terminal::FolderExchange exchange(environment, *log, config.exchange, centre_of(config), identity);
    const auto centre = centre_of(config);
    const auto counter = open_counter(config, {.environment = environment,
                                               .log = *log,
                                               .centre = centre,
                                               .identity = identity,
                                               .deliver =
                                                   [&](const std::string& bytes) {
                                                       auto name = terminal::face_name(environment, identity.holder);
                                                       exchange.deliver_face(bytes, name);
                                                       return name;
                                                   },
                                               .exchange = [&] { return exchange.status(); }});
    log->line(base::LogLevel::info, "running",
              {{"facility", identity.holder}, {"version", ONSHI_VERSION}, {"page", counter ? counter->port() : 0}});

    std::promise<void> told;
    auto stopped = told.get_future();
    stop_signal.then([&] { told.set_value(); });
    do
        terminal::write_status(status_file(config), exchange.status());
    while (stopped.wait_for(std::chrono::seconds(1)) == std::future_status::timeout);
    log->line(base::LogLevel::info, "stopping");
    return 0;
}

int enrol_terminal(const TerminalEnrolOptions& options)
{
    const auto config = load_terminal_config(options.config);
    const auto identity = terminal::enrol(centre_of(config), base::read_file(options.authority), options.code);
    if (!identity) {
        const auto& entry = domain::entry_of(identity.error().code);
        std::cerr << entry.wire << " " << identity.error().reason << "\n";
        return 1;
    }
    terminal::save_identity(*identity, config.centre.identity);
    std::cout << "証明書を受け取りました: " << config.centre.identity.string() << "（" << identity->holder << "）\n";
    return 0;
}

int show_status(const std::string& config_file)
{
    const auto config = load_terminal_config(config_file);
    if (!terminal::JournalFile::is_open(config.exchange.journal)) {
        std::cout << "端末のプログラムは動いていません。\n";
        return 2;
    }
    const auto status = terminal::read_status(status_file(config));
    if (!status) {
        std::cout << "状態はまだ分かりません。\n";
        return 1;
    }
    std::cout << terminal::status_words(*status);
    return status->watching && status->centre_reachable && !status->trouble ? 0 : 1;
}

} // namespace onshi::programs
