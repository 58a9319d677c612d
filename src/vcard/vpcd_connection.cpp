#include "vcard/vpcd_connection.h"

#include "base/fault.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace onshi::vcard {

namespace {

// vpcd speaks in messages of two bytes of length (big-endian) and content; a content of one byte is one of these.
enum Control : std::uint8_t { power_off = 0, power_on = 1, reset = 2, tell_atr = 4 };

bool read_all(int socket, std::span<std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        // vpcd writes length and content apart: without this each command waits 40 ms for a delayed acknowledgement.
        // The kernel forgets it, so it is said before every read.
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
        const auto got = ::recv(socket, bytes.data(), bytes.size(), 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
    return true;
}

std::optional<card::Bytes> read_message(int socket)
{
    std::array<std::uint8_t, 2> length{};
    if (!read_all(socket, length))
        return std::nullopt;
    card::Bytes message(static_cast<std::size_t>(length[0] << 8U | length[1]));
    return read_all(socket, message) ? std::optional(std::move(message)) : std::nullopt;
}

bool write_message(int socket, const card::Bytes& content)
{
    card::Bytes message{static_cast<std::uint8_t>(content.size() >> 8U), static_cast<std::uint8_t>(content.size())};
    message.insert(message.end(), content.begin(), content.end());
    for (card::ByteView left = message; !left.empty();) {
        const auto sent = ::send(socket, left.data(), left.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        left = left.subspan(static_cast<std::size_t>(sent));
    }
    return true;
}

int connect_to(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (socket < 0 || ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        const std::string reason = std::strerror(errno);
        if (socket >= 0)
            ::close(socket);
        throw base::Fault(base::FaultCode::network, "127.0.0.1:" + std::to_string(port) +
                                                        ": no virtual reader (vpcd of pcscd) answers: " + reason);
    }
    return socket;
}

} // namespace

VpcdConnection::VpcdConnection(VirtualCard& card, std::uint16_t port, Mishaps& mishaps, std::function<void()> gone)
    : card_(card)
    , mishaps_(mishaps)
    , gone_(std::move(gone))
    , socket_(connect_to(port))
    , thread_([this] { run(); })
{
}

VpcdConnection::~VpcdConnection()
{
    closing_ = true;
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
}

void VpcdConnection::run()
{
    for (auto message = read_message(socket_); message && answer(*message); message = read_message(socket_)) {
    }
    card_.power_off();
    ::shutdown(socket_, SHUT_RDWR);
    if (!closing_)
        gone_();
}

bool VpcdConnection::answer(const card::Bytes& message)
{
    if (message.size() == 1) {
        switch (message[0]) {
        case power_off:
        case power_on:
            card_.power_off();
            return true;
        case reset:
            card_.reset();
            return true;
        case tell_atr:
            return write_message(socket_, card_.atr());
        default:
            return true;
        }
    }
    auto reply = card_.process(message);
    std::this_thread::sleep_for(std::chrono::milliseconds(mishaps_.delay_ms));
    if (mishaps_.pull_after == 0)
        return false;
    if (mishaps_.pull_after > 0)
        --mishaps_.pull_after;
    if (mishaps_.corrupt > 0) {
        --mishaps_.corrupt;
        reply.front() ^= 1U;
    }
    return write_message(socket_, reply);
}

} // namespace onshi::vcard
