#include "net/server.h"

#include "base/fault.h"
#include "net/connection.h"
#include "net/tls_context.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <atomic>
#include <list>
#include <unordered_set>
#include <utility>

namespace onshi::net {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

using Acceptor = tcp::acceptor::rebind_executor<asio::io_context::executor_type>::other;
using Timer = asio::steady_timer::rebind_executor<asio::io_context::executor_type>::other;

constexpr std::chrono::milliseconds longest_tick{250};
constexpr std::chrono::milliseconds shortest_tick{10};
// Out of descriptors: trying again at once would only burn the processor until a connection ends.
constexpr std::chrono::milliseconds accept_pause{100};

// A quarter of the shortest limit: limits are kept to within that.
std::chrono::milliseconds tick_for(const ServerSettings& settings)
{
    return std::clamp(std::min(settings.read_timeout, settings.idle_timeout) / 4, shortest_tick, longest_tick);
}

Acceptor listen(asio::io_context& io, const ListenSettings& settings)
{
    Acceptor acceptor(io);
    try {
        const tcp::endpoint endpoint(asio::ip::make_address(settings.address), settings.port);
        acceptor.open(endpoint.protocol());
        acceptor.set_option(tcp::acceptor::reuse_address(true));
        acceptor.bind(endpoint);
        acceptor.listen(tcp::acceptor::max_listen_connections);
    } catch (const boost::system::system_error& failed) {
        throw base::Fault(base::FaultCode::network, "listen on " + settings.address + " port " +
                                                        std::to_string(settings.port) + ": " + failed.code().message());
    }
    return acceptor;
}

// An IPv4 client of an IPv6 listener is written as what it is.
std::string text_of(const asio::ip::address& address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

struct Listener
{
    Acceptor acceptor;
    Timer pause;
    TlsContext tls; ///< null: plain
    std::uint16_t port;
};

} // namespace

struct Server::Core
{
    Core(ServerSettings settings, Handler handler);
    ~Core();
    Core(const Core&) = delete;
    Core& operator=(const Core&) = delete;

    void accept(Listener& listener);
    void admit(const Listener& listener, int descriptor, const tcp::endpoint& peer);
    void await_tick();
    void tick();
    void begin_stop(std::chrono::milliseconds grace);
    void close_all();
    void end_if_empty();

    // Declared first, destroyed last: what waits in it still holds connections.
    asio::io_context io{1};
    House house;
    std::list<Listener> listeners;
    Timer ticker{io};
    std::unordered_set<std::shared_ptr<Connection>> open;
    std::atomic<std::size_t> open_count = 0;
    std::uint64_t last_tick = 0; ///< of the grace, while stopping
};

Server::Core::Core(ServerSettings settings, Handler handler)
    : house{std::move(settings), std::move(handler), nullptr, {}, 0, false, {}}
{
    house.tick_length = tick_for(house.settings);
    house.mailbox = std::make_shared<Mailbox>([this] { asio::post(io, [this] { house.mailbox->deliver(); }); });
    house.forget = [this](const std::shared_ptr<Connection>& closed) {
        open.erase(closed);
        open_count = open.size();
        end_if_empty();
    };
    for (const auto& listen_settings : house.settings.listeners) {
        auto tls = listen_settings.tls ? server_context(*listen_settings.tls) : TlsContext();
        auto acceptor = listen(io, listen_settings);
        const auto port = acceptor.local_endpoint().port();
        listeners.push_back({std::move(acceptor), Timer(io), std::move(tls), port});
    }
    for (auto& listener : listeners)
        accept(listener);
    await_tick();
}

Server::Core::~Core() { house.mailbox->close(); }

void Server::Core::accept(Listener& listener)
{
    listener.acceptor.async_accept([this, &listener](error_code failed, auto socket) {
        if (house.stopping)
            return;
        if (failed && failed != asio::error::connection_aborted) {
            listener.pause.expires_after(accept_pause);
            listener.pause.async_wait([this, &listener](error_code) {
                if (!house.stopping)
                    accept(listener);
            });
            return;
        }
        error_code gone;
        const auto peer = socket.remote_endpoint(gone);
        if (!failed && !gone && open.size() < house.settings.connection_limit)
            admit(listener, socket.release(gone), peer);
        accept(listener);
    });
}

void Server::Core::admit(const Listener& listener, int descriptor, const tcp::endpoint& peer)
{
    auto transport = listener.tls ? tls_transport(io, descriptor, listener.tls.get()) : plain_transport(io, descriptor);
    const auto connection =
        std::make_shared<Connection>(house, std::move(transport), text_of(peer.address()), !listener.tls);
    open.insert(connection);
    open_count = open.size();
    connection->start();
}

void Server::Core::await_tick()
{
    ticker.expires_after(house.tick_length);
    ticker.async_wait([this](error_code cancelled) {
        if (!cancelled)
            tick();
    });
}

void Server::Core::tick()
{
    ++house.ticks;
    if (house.stopping && house.ticks >= last_tick)
        close_all();
    std::vector<std::shared_ptr<Connection>> overdue;
    std::ranges::copy_if(open, std::back_inserter(overdue), &Connection::is_overdue);
    for (const auto& connection : overdue)
        connection->close();
    if (!house.stopping || !open.empty())
        await_tick();
}

void Server::Core::begin_stop(std::chrono::milliseconds grace)
{
    const auto end = grace.count() <= 0 ? house.ticks : house.tick_after(grace);
    last_tick = house.stopping ? std::min(last_tick, end) : end;
    house.stopping = true;
    for (auto& listener : listeners) {
        error_code ignored;
        listener.acceptor.close(ignored);
        listener.pause.cancel();
    }
    for (const auto& connection : std::vector(open.begin(), open.end()))
        connection->finish();
    if (last_tick == house.ticks)
        close_all();
    end_if_empty();
}

void Server::Core::close_all()
{
    for (const auto& connection : std::vector(open.begin(), open.end()))
        connection->close();
}

// With the ticker gone and nothing open the loop has nothing to wait for, and run() returns.
void Server::Core::end_if_empty()
{
    if (house.stopping && open.empty())
        ticker.cancel();
}

Server::Server(ServerSettings settings, Handler handler)
    : core_(std::make_unique<Core>(std::move(settings), std::move(handler)))
{
}

Server::~Server() = default;

std::vector<std::uint16_t> Server::ports() const
{
    std::vector<std::uint16_t> ports;
    std::ranges::transform(core_->listeners, std::back_inserter(ports), &Listener::port);
    return ports;
}

std::size_t Server::connections() const { return core_->open_count; }

void Server::run() { core_->io.run(); }

void Server::stop(std::chrono::milliseconds grace)
{
    asio::post(core_->io, [core = core_.get(), grace] { core->begin_stop(grace); });
}

} // namespace onshi::net
