#include "base/fault.h"
#include "onshi-terminal/commands.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

using namespace onshi::programs;

namespace {

void config_option(CLI::App* command, std::string& into)
{
    into = "onshi-terminal.toml";
    command->add_option("--config", into, "settings file (onshi-terminal.example.toml is the manual)")
        ->capture_default_str();
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App app("The clinic's side of オンライン資格確認: folder exchange with receipt computers. doc/operations.md");
    app.set_version_flag("--version", ONSHI_VERSION);
    app.require_subcommand(1);
    std::function<int()> chosen;

    TerminalEnrolOptions enrol_options;
    auto* enrol = app.add_subcommand("enrol", "make a key and get this terminal's certificate with a one-time code");
    config_option(enrol, enrol_options.config);
    enrol->add_option("--authority", enrol_options.authority, "the centre's root.pem, brought by a trusted way")
        ->required();
    enrol->add_option("--code", enrol_options.code, "the one-time code")->required();
    enrol->callback([&] { chosen = [&] { return enrol_terminal(enrol_options); }; });

    std::string run_config, status_config;
    auto* run = app.add_subcommand("run", "work until SIGTERM or SIGINT");
    config_option(run, run_config);
    run->callback([&] { chosen = [&] { return run_terminal(run_config); }; });
    auto* status = app.add_subcommand("status", "how it goes: exit 0 well, 1 something hinders, 2 not running");
    config_option(status, status_config);
    status->callback([&] { chosen = [&] { return show_status(status_config); }; });

    try {
        app.parse(argc, argv);
        return chosen();
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 1;
    } catch (const onshi::base::Fault& fault) {
        std::cerr << "onshi-terminal: " << fault.what() << "\n";
    } catch (const std::exception& error) {
        std::cerr << "onshi-terminal: bug: " << error.what() << "\n";
    }
    return 1;
}
