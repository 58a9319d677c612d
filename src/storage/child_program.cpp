#include "storage/child_program.h"

#include "base/fault.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace onshi::storage {

namespace {

std::vector<char*> pointers_to(const std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    for (const auto& text : texts)
        pointers.push_back(const_cast<char*>(text.c_str())); // the signature's; it does not change them
    pointers.push_back(nullptr);
    return pointers;
}

std::string read_to_end(int from)
{
    std::string text;
    std::array<char, 4096> buffer{};
    while (true) {
        const auto count = ::read(from, buffer.data(), buffer.size());
        if (count > 0)
            text.append(buffer.data(), static_cast<std::size_t>(count));
        else if (count == 0 || errno != EINTR)
            return text;
    }
}

} // namespace

void run_program(const std::vector<std::string>& command, const std::vector<std::string>& variables)
{
    std::vector<std::string> environment;
    for (char** variable = environ; *variable != nullptr; ++variable)
        environment.emplace_back(*variable);
    // The last of a name does not count everywhere, so the new ones come first.
    environment.insert(environment.begin(), variables.begin(), variables.end());
    std::array<int, 2> errors{};
    ONSHI_CHECK(::pipe2(errors.data(), O_CLOEXEC) == 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, errors[1], STDERR_FILENO);
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, command.front().c_str(), &actions, nullptr, pointers_to(command).data(),
                                      pointers_to(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    ::close(errors[1]);
    const std::string told = failed == 0 ? read_to_end(errors[0]) : std::string();
    ::close(errors[0]);
    if (failed != 0)
        throw base::Fault(base::FaultCode::setup, command.front() + ": " + std::strerror(failed));
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw base::Fault(base::FaultCode::storage, command.front() + " failed: " + told.substr(0, told.find('\n')));
}

} // namespace onshi::storage
