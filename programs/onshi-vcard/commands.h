#pragma once

#include "base/environment.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

/// The commands of `onshi-vcard`, development only. Each file adds its own to the program; what was chosen gives the
/// exit code, and throws base::Fault for what main() tells in one line.
namespace onshi::programs {

using Command = std::function<int()>;

void add_people(CLI::App& app, Command& chosen);
void add_make(CLI::App& app, Command& chosen);
void add_insert(CLI::App& app, Command& chosen);
void add_tell(CLI::App& app, Command& chosen);
void add_authority(CLI::App& app, Command& chosen); ///< in authority.cpp
void add_ocsp(CLI::App& app, Command& chosen);      ///< in ocsp.cpp

/// The world of a command: the system's clock, or one that goes on from `clock` (2026-04-01T09:00:00+09:00). Always
/// development.
class World
{
public:
    explicit World(const std::string& clock);

private:
    const base::SystemClock clock_;
    base::SystemRandom random_;

public:
    const base::Environment environment{clock_, random_, true};
};

} // namespace onshi::programs
