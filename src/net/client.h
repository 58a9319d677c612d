#pragma once

#include "net/message.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace onshi::net {

struct ClientSettings
{
    std::string host; ///< name or address; the server's certificate must carry it
    std::uint16_t port = 0;
    std::string server_authority;              ///< PEM of the authorities trusted for the server
    std::string certificate;                   ///< PEM of this client, chain allowed; empty: none
    std::string key;                           ///< PEM
    std::chrono::milliseconds timeout{10'000}; ///< for connecting, and for each exchange
};

/// "https://host:port" to host and port (443 if none). None for anything else (paths and other schemes included).
struct Address
{
    std::string host;
    std::uint16_t port;
};
[[nodiscard]] std::optional<Address> parse_address(const std::string& url);

/// One kept-alive TLS connection, opened at the first exchange and again after it was lost. One thread at a time.
class Client
{
public:
    /// Throws base::Fault(crypto) if a PEM text is none or the key is not the certificate's.
    explicit Client(ClientSettings settings);
    ~Client();
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;

    /// Sends and waits. Throws base::Fault(network) if no answer comes (refused, time out, TLS alert); a request is
    /// sent a second time only if the kept connection turned out closed before any byte of an answer.
    [[nodiscard]] Response exchange(const Request& request);

    /// Ends the exchange under way, and all later ones, with base::Fault(network). Any thread.
    void give_up();

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

} // namespace onshi::net
