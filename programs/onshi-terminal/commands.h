#pragma once

#include <string>

/// The commands of `onshi-terminal`; main.cpp reads their options. Each gives the exit code, and throws base::Fault for
/// what main() tells in one line.
namespace onshi::programs {

int run_terminal(const std::string& config_file);

struct TerminalEnrolOptions
{
    std::string config, authority, code;
};
int enrol_terminal(const TerminalEnrolOptions&); ///< 0 enrolled, 1 refused

int show_status(const std::string& config_file); ///< 0 all is well, 1 something hinders, 2 the terminal is not running

} // namespace onshi::programs
