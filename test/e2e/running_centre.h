#pragma once

#include "base/environment.h"
#include "net/client.h"
#include "support/process.h"
#include "support/temporary_folder.h"
#include "terminal/identity.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace onshi::test {

/// The real program in a folder of its own: authority, configuration, registers, database, and the server behind
/// loopback ports that the system chose. All of it goes with this object.
class RunningCentre
{
public:
    /// `coverage`: rows of a coverage file (doc/formats/coverage.md) with the columns of coverage_header().
    explicit RunningCentre(const std::vector<std::string>& coverage, const std::string& sections = {},
                           const std::string& listen_settings = {});

    static const char* coverage_header();

    /// A new certificate of that facility (or insurer), enrolled with a one-time code over the socket. The identity
    /// lies in the folder "identity-N", N counting from 1.
    [[nodiscard]] terminal::Identity enrol(const std::string& holder, const std::string& cls = "terminal");
    /// `onshi import coverage` of these bytes.
    Finished import(const std::string& rows);
    [[nodiscard]] net::Client client(const terminal::Identity&) const;
    [[nodiscard]] net::Client client_without_certificate() const;
    [[nodiscard]] std::string get_management(const std::string& path) const; ///< body, by curl

    /// Runs `onshi ARGUMENTS --config ...` of this centre.
    [[nodiscard]] Finished onshi(std::vector<std::string> arguments) const;
    [[nodiscard]] const std::string& url() const { return url_; }
    [[nodiscard]] const std::string& management() const { return management_; }
    [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }
    [[nodiscard]] std::string log() const; ///< standard error of the server so far
    /// From the next start on it has the port that it has now: for programs that know only one address.
    void keep_port() const;
    /// SIGTERM; the exit code.
    int stop();
    /// SIGKILL, and a new start on new ports.
    void kill_and_restart();
    void start_again() { start(clock_); } ///< after stop()
    /// Stops it and starts it again with its clock at that moment, on new ports.
    void restart_at(const std::string& clock);
    /// Stops it and starts it again on that database, on new ports.
    void restart_on(const std::string& database);

private:
    void write(const std::string& name, const std::string& content) const;
    void expect_good(const Finished&) const;
    void start(const std::string& clock = {});

    const TemporaryFolder folder_;
    std::string url_, management_, clock_, database_;
    int identities_ = 0, files_ = 0;
    std::unique_ptr<Process> server_;
};

} // namespace onshi::test
