#include "e2e/running_terminal.h"

#include "base/files.h"

#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

namespace onshi::test {

namespace fs = std::filesystem;

RunningTerminal::RunningTerminal(RunningCentre& centre, const std::string& facility, const std::string& exchange,
                                 const std::string& more)
{
    terminal::save_identity(centre.enrol(facility), folder_ / "identity");
    for (const char* name : {"req", "res", "face"})
        fs::create_directory(folder_ / name);
    base::write_new_file(folder_ / "onshi-terminal.toml",
                         "development = true\n[centre]\naddress = \"" + centre.url() +
                             "\"\nconnections = 8\n[[folders]]\n[face]\nfolder = \"face\"\n[exchange]\n" +
                             "poll_ms = 100\nsettle_ms = 30\n" + exchange + more);
    start();
}

void RunningTerminal::start()
{
    program_ = std::make_unique<Process>(
        std::vector<std::string>{ONSHI_TERMINAL_PROGRAM, "run", "--config", (folder_ / "onshi-terminal.toml").string()},
        (folder_ / "log").string());
}

void RunningTerminal::kill()
{
    program_->signal(SIGKILL);
    program_->wait();
}

int RunningTerminal::stop()
{
    program_->signal(SIGTERM);
    return program_->wait();
}

Finished RunningTerminal::status() const
{
    return run({ONSHI_TERMINAL_PROGRAM, "status", "--config", (folder_ / "onshi-terminal.toml").string()});
}

std::string RunningTerminal::log() const { return base::read_file(folder_ / "log"); }

void RunningTerminal::drop(const std::string& name, const std::string& bytes) const
{
    const auto beside = folder_ / (name + ".tmp");
    std::ofstream(beside, std::ios::binary) << bytes;
    fs::rename(beside, requests() / name);
}

std::string RunningTerminal::fetch(const std::string& name) const
{
    const auto path = results() / name;
    for (int looks = 0; looks < 1'000; ++looks) {
        if (fs::exists(path)) {
            auto bytes = base::read_file(path);
            fs::remove(path);
            return bytes;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return {};
}

} // namespace onshi::test
