#pragma once

#include "onshi-terminal/counter.h"
#include "terminal/exchange/settings.h"

#include <filesystem>
#include <string>

/// The settings of a terminal. onshi-terminal.example.toml is the manual: every key with its default and a sentence.
namespace onshi::programs {

struct TerminalConfig
{
    bool development = false;
    struct
    {
        std::string address = "https://localhost:8443";
        std::filesystem::path identity = "identity";
    } centre;
    terminal::ExchangeSettings exchange; ///< with the password read
    CounterSettings counter;
    struct
    {
        std::string level = "info";
        std::string file; ///< empty: standard error
    } log;
};

/// Relative paths in the file are taken from the file's own folder. Throws base::Fault(setup) with "FILE:LINE: key:
/// what is wrong", (io) for a password file that cannot be read.
[[nodiscard]] TerminalConfig load_terminal_config(const std::string& file);

} // namespace onshi::programs
