#pragma once

#include "e2e/running_centre.h"
#include "support/process.h"
#include "support/temporary_folder.h"

#include <filesystem>
#include <memory>
#include <string>

namespace onshi::test {

/// onshi-terminal as a clinic runs it, enrolled at a centre, in a folder of its own with req, res and face.
class RunningTerminal
{
public:
    /// `exchange`: lines of the section [exchange]; `more`: whole sections.
    RunningTerminal(RunningCentre&, const std::string& facility, const std::string& exchange = {},
                    const std::string& more = {});

    void start();
    void kill(); ///< SIGKILL, and waits for the end
    int stop();  ///< SIGTERM; the exit code
    [[nodiscard]] Finished status() const;
    [[nodiscard]] std::string log() const;

    [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }
    [[nodiscard]] std::filesystem::path requests() const { return folder_ / "req"; }
    [[nodiscard]] std::filesystem::path results() const { return folder_ / "res"; }
    /// As a receipt computer that writes under another name and renames.
    void drop(const std::string& name, const std::string& bytes) const;
    /// Fetches (reads and deletes) a result; empty if there is none within ten seconds.
    [[nodiscard]] std::string fetch(const std::string& name) const;

private:
    const TemporaryFolder folder_;
    std::unique_ptr<Process> program_;
};

} // namespace onshi::test
