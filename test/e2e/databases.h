#pragma once

#include "e2e/running_centre.h"
#include "support/cluster.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <vector>

/// The databases on which a centre of these tests may stand.
namespace onshi::test {

enum class Engine { sqlite, postgresql };

inline std::string engine_name(const testing::TestParamInfo<Engine>& info)
{
    return info.param == Engine::sqlite ? "sqlite" : "postgresql";
}

/// Sections of a configuration file: that database; for an engine one in which nothing is (SQLite needs no section).
inline std::string database_section(const std::string& url) { return "[database]\nurl = \"" + url + "\"\n"; }
inline std::string database_section(Engine engine)
{
    return engine == Engine::sqlite ? std::string() : database_section(new_postgresql_database("centre"));
}

/// Starts a second server of this centre, which ought to refuse. One that does not is ended after a minute, with exit
/// code 124.
inline Finished start_in_vain(const RunningCentre& centre, const std::vector<std::string>& options = {})
{
    std::vector<std::string> command{"timeout",      "60",
                                     ONSHI_PROGRAM,  "serve",
                                     "--config",     (centre.folder() / "onshi.toml").string(),
                                     "--ready-file", (centre.folder() / "not-ready").string()};
    command.insert(command.end(), options.begin(), options.end());
    auto finished = run(command);
    EXPECT_FALSE(std::filesystem::exists(centre.folder() / "not-ready")) << "it was open";
    return finished;
}

} // namespace onshi::test
