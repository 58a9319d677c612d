#include "e2e/running_centre.h"

#include "base/fault.h"
#include "base/files.h"

#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

namespace onshi::test {

namespace {

constexpr const char* insurers = "insurer_number,name\n"
                                 "06139992,見本健康保険組合\n"
                                 "139998,架空県見本市\n"
                                 "39139993,架空県後期高齢者医療広域連合\n";
constexpr const char* facilities = "facility_code,name,character_code\n"
                                   "1319999999,見本診療所,UTF-8\n"
                                   "1349999993,例示薬局,Shift_JIS\n";

} // namespace

const char* RunningCentre::coverage_header()
{
    return "person_code,insurer_number,symbol,number,branch,relationship,name,name_kana,insured_name,birth_date,sex,"
           "post_number,address,gained_on,lost_on,loss_reason,certificates,elderly_certificates";
}

RunningCentre::RunningCentre(const std::vector<std::string>& coverage, const std::string& sections,
                             const std::string& listen_settings)
{
    expect_good(run({ONSHI_PROGRAM, "pki", "init", "--directory", (folder_ / "pki").string(), "--name", "127.0.0.1",
                     "--name", "localhost", "--development"}));
    write("onshi.toml",
          "development = true\n" + sections + "[listen]\nport = 0\n" + listen_settings + "[management]\nport = 0\n");
    write("insurers.csv", insurers);
    write("facilities.csv", facilities);
    std::string rows = std::string(coverage_header()) + "\n";
    for (const auto& row : coverage)
        rows += row + "\n";
    write("coverage.csv", rows);
    for (const char* kind : {"insurers", "facilities", "coverage"})
        expect_good(onshi({"import", kind, (folder_ / (std::string(kind) + ".csv")).string()}));
    start();
}

void RunningCentre::write(const std::string& name, const std::string& content) const
{
    base::write_new_file(folder_ / name, content);
}

void RunningCentre::expect_good(const Finished& finished) const
{
    if (finished.code != 0)
        throw base::Fault(base::FaultCode::setup, "exit " + std::to_string(finished.code) + ": " + finished.output);
}

void RunningCentre::start(const std::string& clock)
{
    const auto ready = folder_ / "ready";
    std::filesystem::remove(ready);
    std::vector<std::string> command{ONSHI_PROGRAM,  "serve",       "--config", (folder_ / "onshi.toml").string(),
                                     "--ready-file", ready.string()};
    if (!clock.empty())
        command.insert(command.end(), {"--clock", clock});
    if (!database_.empty())
        command.insert(command.end(), {"--database", database_});
    server_ = std::make_unique<Process>(command, (folder_ / "log").string());
    while (!std::filesystem::exists(ready)) {
        if (!server_->running())
            throw base::Fault(base::FaultCode::setup, "the server ended: " + log());
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    std::istringstream lines(base::read_file(ready));
    std::getline(lines, url_);
    std::getline(lines, management_);
}

Finished RunningCentre::onshi(std::vector<std::string> arguments) const
{
    arguments.insert(arguments.begin(), ONSHI_PROGRAM);
    arguments.insert(arguments.end(), {"--config", (folder_ / "onshi.toml").string()});
    return run(arguments);
}

terminal::Identity RunningCentre::enrol(const std::string& holder, const std::string& cls)
{
    std::vector<std::string> command{"pki", "code", "--class", cls, "--holder", holder};
    if (!clock_.empty())
        command.insert(command.end(), {"--clock", clock_});
    auto code = onshi(command);
    expect_good(code);
    code.output.pop_back(); // the line's end
    const auto output = folder_ / ("identity-" + std::to_string(++identities_));
    expect_good(run({ONSHI_PROGRAM, "enrol", "--server", url_, "--authority", (folder_ / "pki/root.pem").string(),
                     "--code", code.output, "--output", output.string()}));
    return terminal::load_identity(output);
}

Finished RunningCentre::import(const std::string& rows)
{
    const auto file = folder_ / ("rows-" + std::to_string(++files_));
    base::write_new_file(file, rows);
    return onshi({"import", "coverage", file.string()});
}

net::Client RunningCentre::client(const terminal::Identity& identity) const
{
    const auto address = net::parse_address(url_).value();
    return net::Client({.host = address.host,
                        .port = address.port,
                        .server_authority = base::read_file(folder_ / "pki/root.pem"),
                        .certificate = identity.certificate,
                        .key = identity.key});
}

net::Client RunningCentre::client_without_certificate() const { return client({}); }

std::string RunningCentre::get_management(const std::string& path) const
{
    const auto finished = run({"curl", "--silent", "--show-error", "--fail", management_ + path});
    expect_good(finished);
    return finished.output;
}

std::string RunningCentre::log() const { return base::read_file(folder_ / "log"); }

void RunningCentre::restart_at(const std::string& clock)
{
    stop();
    clock_ = clock;
    start(clock);
}

void RunningCentre::restart_on(const std::string& database)
{
    stop();
    database_ = database;
    start(clock_);
}

void RunningCentre::kill_and_restart()
{
    server_->signal(SIGKILL);
    server_->wait();
    start(clock_);
}

void RunningCentre::keep_port() const
{
    const std::string any = "[listen]\nport = 0\n";
    auto settings = base::read_file(folder_ / "onshi.toml");
    const auto port = std::to_string(net::parse_address(url_).value().port);
    settings.replace(settings.find(any), any.size(), "[listen]\nport = " + port + "\n");
    std::ofstream(folder_ / "onshi.toml") << settings;
}

int RunningCentre::stop()
{
    server_->signal(SIGTERM);
    return server_->wait();
}

} // namespace onshi::test
