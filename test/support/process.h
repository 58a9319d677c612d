#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace onshi::test {

struct Finished
{
    int code = -1;      ///< exit code; 128 + signal if it was killed
    std::string output; ///< standard output and standard error
};

/// Runs a program to its end.
[[nodiscard]] Finished run(const std::vector<std::string>& command);

/// A program that runs beside the test; killed at the latest with this object.
class Process
{
public:
    /// Standard output and standard error go to `output_file`.
    Process(const std::vector<std::string>& command, const std::string& output_file);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    [[nodiscard]] bool running();
    void signal(int number) const;
    /// Waits for its end; exit code as in Finished.
    int wait();

private:
    pid_t pid_;
    int code_ = -1;
    bool ended_ = false;
};

} // namespace onshi::test
