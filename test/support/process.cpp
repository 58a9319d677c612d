#include "support/process.h"

#include "base/fault.h"
#include "base/files.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sys/wait.h>
#include <unistd.h>

namespace onshi::test {

namespace {

int exit_code(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

pid_t start(const std::vector<std::string>& command, const std::string& output_file)
{
    std::vector<char*> arguments;
    for (const auto& word : command)
        arguments.push_back(const_cast<char*>(word.c_str())); // execvp's signature; it does not change them
    arguments.push_back(nullptr);
    const pid_t pid = ::fork();
    ONSHI_CHECK(pid >= 0);
    if (pid == 0) {
        const int out = ::open(output_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(out, STDERR_FILENO);
        ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    return pid;
}

} // namespace

Finished run(const std::vector<std::string>& command)
{
    std::string file = (std::filesystem::temp_directory_path() / "onshi-output-XXXXXX").string();
    ::close(::mkstemp(file.data()));
    Process process(command, file);
    Finished finished{process.wait(), base::read_file(file)};
    std::filesystem::remove(file);
    return finished;
}

Process::Process(const std::vector<std::string>& command, const std::string& output_file)
    : pid_(start(command, output_file))
{
}

Process::~Process()
{
    if (!running())
        return;
    signal(SIGKILL);
    wait();
}

bool Process::running()
{
    int status = 0;
    if (!ended_ && ::waitpid(pid_, &status, WNOHANG) == pid_) {
        ended_ = true;
        code_ = exit_code(status);
    }
    return !ended_;
}

void Process::signal(int number) const { ::kill(pid_, number); }

int Process::wait()
{
    int status = 0;
    if (!ended_ && ::waitpid(pid_, &status, 0) == pid_) {
        ended_ = true;
        code_ = exit_code(status);
    }
    return code_;
}

} // namespace onshi::test
