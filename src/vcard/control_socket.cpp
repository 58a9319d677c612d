#include "vcard/control_socket.h"

#include "base/fault.h"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace onshi::vcard {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const char* doing)
{
    throw base::Fault(base::FaultCode::network, path.string() + ": cannot " + doing + ": " + std::strerror(errno));
}

class Socket
{
public:
    explicit Socket(int descriptor)
        : descriptor_(descriptor)
    {
    }
    ~Socket()
    {
        if (descriptor_ >= 0)
            ::close(descriptor_);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    [[nodiscard]] int get() const { return descriptor_; }

    // Up to a line's end, or the end of what is sent.
    [[nodiscard]] std::string line() const
    {
        constexpr std::size_t longest = 4096;
        std::string text;
        for (char c = 0; text.size() < longest && ::recv(descriptor_, &c, 1, 0) == 1 && c != '\n';)
            text += c;
        return text;
    }
    [[nodiscard]] bool say(const std::string& text) const
    {
        const auto line = text + '\n';
        return ::send(descriptor_, line.data(), line.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(line.size());
    }

private:
    int descriptor_;
};

sockaddr_un address_of(const std::filesystem::path& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.string().size() >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        fail(path, "be a socket");
    }
    path.string().copy(address.sun_path, sizeof address.sun_path - 1);
    return address;
}

} // namespace

void serve_control(const std::filesystem::path& socket, const std::function<std::string(const std::string&)>& obey)
{
    const auto address = address_of(socket);
    const Socket listening(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto mask = ::umask(0077);
    const int bound = ::bind(listening.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::umask(mask);
    if (bound != 0 || ::listen(listening.get(), 8) != 0)
        fail(socket, "listen");
    for (bool end = false; !end;) {
        const Socket caller(::accept4(listening.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (caller.get() < 0)
            continue;
        const auto line = caller.line();
        end = line == "end";
        (void)caller.say(end ? "ok" : obey(line)); // one who went away needs no answer
    }
    std::filesystem::remove(socket);
}

std::string tell_control(const std::filesystem::path& socket, const std::string& line)
{
    const auto address = address_of(socket);
    const Socket speaking(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(speaking.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        fail(socket, "connect");
    if (!speaking.say(line))
        fail(socket, "send");
    return speaking.line();
}

} // namespace onshi::vcard
