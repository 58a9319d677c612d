#include "base/fault.h"
#include "base/files.h"
#include "base/log.h"
#include "base/metrics.h"
#include "http/pipeline.h"
#include "http/routes.h"
#include "jobs/feed_runner.h"
#include "net/server.h"
#include "onshi/card_verifier.h"
#include "onshi/commands.h"
#include "onshi/installation.h"
#include "onshi/own_certificates.h"
#include "onshi/staff_key.h"
#include "pki/certificate.h"
#include "pki/password.h"
#include "usecase/rule_book.h"

#include <csignal>
#include <filesystem>
#include <pthread.h>
#include <thread>
#include <unistd.h>

namespace onshi::programs {

namespace {

struct Authorities
{
    std::string root, issuing;
    pki::Identity issuer, server;
    std::vector<OwnCertificate> own; ///< the server's is the last
};

pki::CertificateFacts facts_of(const std::string& pem, const std::filesystem::path& file)
{
    const auto facts = pki::read_certificate(pem);
    if (!facts)
        throw base::Fault(base::FaultCode::setup, file.string() + ": is no certificate");
    return *facts;
}

/// With `development = true` only development authorities are trusted, and without it none of them: neither a test can
/// be mistaken for the real centre nor the other way round.
void expect_kind(const pki::CertificateFacts& facts, bool development, const std::filesystem::path& file)
{
    if (facts.development != development)
        throw base::Fault(base::FaultCode::setup,
                          file.string() + (development
                                               ? ": development = true takes only authorities made with "
                                                 "`onshi pki init --development`"
                                               : ": is a development authority; development = false refuses it"));
}

Authorities load_authorities(const Config& config)
{
    const auto& folder = config.pki.directory;
    const auto load = [&](const char* name) { return base::read_file(folder / name); };
    std::vector<OwnCertificate> own;
    for (const char* name : {"root", "issuing", "server"}) {
        const auto file = folder / (std::string(name) + ".pem");
        const auto facts = facts_of(base::read_file(file), file);
        expect_kind(facts, config.development, file);
        own.push_back({name, facts.not_after});
    }
    return {.root = load("root.pem"),
            .issuing = load("issuing.pem"),
            .issuer = {.certificate = load("issuing.pem"), .key = load("issuing.key")},
            .server = {.certificate = load("server.pem"), .key = load("server.key")},
            .own = std::move(own)};
}

net::ServerSettings server_settings(const Config& config, const Authorities& authorities)
{
    net::ServerSettings settings;
    settings.listeners.push_back({.address = config.listen.address,
                                  .port = config.listen.port,
                                  .tls = net::TlsSettings{.certificate_chain = authorities.server.certificate,
                                                          .key = authorities.server.key,
                                                          .client_authority = authorities.issuing + authorities.root,
                                                          .allow_tls_1_2 = config.listen.allow_tls_1_2}});
    settings.listeners.push_back(
        {.address = config.management.address, .port = config.management.port, .tls = std::nullopt});
    settings.body_limit = config.limits.body_bytes;
    settings.body_limit_of = &http::body_limit;
    settings.connection_limit = config.limits.connections;
    settings.read_timeout = config.limits.read_timeout_ms;
    settings.idle_timeout = config.limits.idle_timeout_ms;
    return settings;
}

/// SIGTERM and SIGINT are taken by one thread that waits for them; all other threads have them blocked.
class StopSignal
{
public:
    StopSignal()
    {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGTERM);
        sigaddset(&signals_, SIGINT);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    }
    ~StopSignal()
    {
        if (thread_.joinable()) // run() ended by a fault: wake the waiting thread, so that it can be joined
            ::kill(::getpid(), SIGTERM);
    }
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;

    void then(std::function<void()> stop)
    {
        thread_ = std::jthread([this, stop = std::move(stop)] {
            int received = 0;
            sigwait(&signals_, &received);
            stop();
        });
    }

private:
    sigset_t signals_{};
    std::jthread thread_;
};

std::string url(const char* scheme, const std::string& address, std::uint16_t port)
{
    const bool v6 = address.find(':') != std::string::npos;
    return std::string(scheme) + "://" + (v6 ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

void announce(const base::Log& log, const Config& config, const net::Server& server, const std::string& ready_file,
              const std::string& database)
{
    const auto ports = server.ports();
    const auto front = url("https", config.listen.address, ports.at(0));
    const auto management = url("http", config.management.address, ports.at(1));
    log.line(base::LogLevel::info, "listening",
             {{"url", front}, {"management", management}, {"database", database}, {"version", ONSHI_VERSION}});
    if (ready_file.empty())
        return;
    // Written beside and renamed: whoever waits for the file finds it whole.
    const auto beside = ready_file + ".new";
    base::write_new_file(beside, front + "\n" + management + "\n");
    std::filesystem::rename(beside, ready_file);
}

} // namespace

int serve(const ServeOptions& options)
{
    StopSignal stop_signal; // before any thread starts, so that all of them have the signals blocked
    Installation centre(options.config, options.clock);
    const auto authorities = load_authorities(centre.config);
    const auto level = base::log_level(centre.config.log.level).value_or(base::LogLevel::info);
    const auto log = centre.config.log.file.empty()
                         ? std::make_unique<base::Log>(centre.environment, level)
                         : std::make_unique<base::Log>(centre.environment, level, centre.config.log.file);
    base::Metrics metrics;
    CardVerifier verifier(centre.config, centre.environment, *log);
    pki::PasswordHasher passwords(centre.environment.random, centre.config.staff.password);
    const http::Centre face{
        .environment = centre.environment,
        .desk = centre.desk,
        .log = *log,
        .metrics = metrics,
        .issuing_authority = authorities.issuer,
        .root_certificate = authorities.root,
        .limits = {.requests_per_second = centre.config.limits.requests_per_second,
                   .burst = centre.config.limits.burst,
                   .longest_wait = centre.config.limits.longest_wait_ms},
        .version = ONSHI_VERSION,
        .database = centre.database->description(),
        .proxies = centre.config.proxy.trusted_addresses,
        .server_certificate_end = authorities.own.back().not_after,
        .silent_after = centre.config.feeds.silent_after_days,
        .cards = verifier.cards(),
        .staff = http::StaffSignIn{.settings = centre.config.staff.rules,
                                   .sealing_key = load_staff_key(centre.config.pki.directory),
                                   .passwords = passwords},
    };
    warn_of_ends(*log, centre.environment.clock, authorities.own);
    centre.desk.write_now([](usecase::UnitOfWork& work) { usecase::note_rule_book(work, ONSHI_VERSION); });
    jobs::FeedRunner feeds(centre.desk, *log, std::chrono::milliseconds(500), centre.config.plausibility);
    http::Pipeline pipeline(face);
    net::Server server(server_settings(centre.config, authorities), [&](net::Request request, net::Reply reply) {
        pipeline.handle(std::move(request), std::move(reply));
    });
    announce(*log, centre.config, server, options.ready_file, centre.database->description());
    stop_signal.then([&] {
        log->line(base::LogLevel::info, "stopping");
        server.stop(std::chrono::seconds(10));
    });
    server.run();
    log->line(base::LogLevel::info, "stopped");
    return 0;
}

} // namespace onshi::programs
