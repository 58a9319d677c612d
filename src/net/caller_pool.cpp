#include "net/caller_pool.h"

#include "base/fault.h"
#include "net/response_reader.h"
#include "net/transport.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace onshi::net {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

using Executor = asio::io_context::executor_type;
using Socket = tcp::socket::rebind_executor<Executor>::other;
using Timer = asio::steady_timer::rebind_executor<Executor>::other;

// A server that is being started again refuses connections for a moment.
constexpr std::chrono::milliseconds pause_before_retry{100};

tcp::resolver::results_type resolve(asio::io_context& io, const ClientSettings& settings)
{
    error_code failed;
    tcp::resolver resolver(io);
    // As in client.cpp: localhost means loopback even where nobody resolves it.
    auto found = resolver.resolve(settings.host == "localhost" ? "127.0.0.1" : settings.host,
                                  std::to_string(settings.port), failed);
    if (failed)
        throw base::Fault(base::FaultCode::network, settings.host + ": " + failed.message());
    return found;
}

} // namespace

struct CallerPool::Core
{
    explicit Core(const std::vector<ClientSettings>& settings);

    // Declared first, destroyed last: what waits in it still holds callers.
    asio::io_context io{1};
    Timer timer{io};
    std::uint64_t wakes = 0; ///< asked for so far: tells a wake that was replaced from the present one
    std::string host, where;
    tcp::resolver::results_type addresses;
    std::vector<std::shared_ptr<Caller>> callers;
    User* user = nullptr;
    std::size_t open = 0;
    std::uint64_t lost = 0;
    std::string first_failure;
};

class CallerPool::Caller final : public TransportUser, public std::enable_shared_from_this<Caller>
{
public:
    Caller(Core& core, std::size_t index, const ClientSettings& settings)
        : core_(core)
        , index_(index)
        , tls_(client_context(settings))
        , socket_(core.io)
        , pause_(core.io)
    {
    }

    void connect();
    void send(std::string_view request);
    void give_up();
    [[nodiscard]] bool is_ready() const { return state_ == State::ready; }
    [[nodiscard]] std::size_t index() const { return index_; }

    void on_ready(bool good) override;
    void on_written(bool good) override;
    void on_read(std::size_t bytes) override;
    void on_output_ended() override {}

private:
    enum class State {
        closed,
        ready,
        asking,
        given_up, ///< closed by us; the operation under way has yet to end
    };

    void retry(const char* step, const error_code& failed);
    void end(bool answered);
    void proceed();

    Core& core_;
    std::size_t index_;
    TlsContext tls_;
    Socket socket_;
    Timer pause_;
    std::unique_ptr<Transport> transport_;
    ResponseReader reader_{false};
    std::string output_;
    State state_ = State::closed;
};

void CallerPool::Caller::connect()
{
    state_ = State::closed;
    socket_ = Socket(core_.io);
    asio::async_connect(socket_, core_.addresses, [self = shared_from_this()](error_code failed, const tcp::endpoint&) {
        if (failed)
            return self->retry("connect", failed);
        error_code ignored;
        self->transport_ =
            tls_client_transport(self->core_.io, self->socket_.release(ignored), self->tls_.get(), self->core_.host);
        self->transport_->handshake(self);
    });
}

void CallerPool::Caller::retry(const char* step, const error_code& failed)
{
    if (core_.first_failure.empty())
        core_.first_failure = std::string(step) + ": " + failed.message();
    pause_.expires_after(pause_before_retry);
    pause_.async_wait([self = shared_from_this()](error_code) { self->connect(); });
}

void CallerPool::Caller::on_ready(bool good)
{
    if (!good)
        return retry("TLS", make_error_code(boost::system::errc::protocol_error));
    ++core_.open;
    reader_.start_over();
    state_ = State::ready;
    if (core_.user != nullptr)
        core_.user->on_ready(index_);
}

void CallerPool::Caller::send(std::string_view request)
{
    ONSHI_CHECK(state_ == State::ready);
    state_ = State::asking;
    output_.assign(request);
    transport_->write(shared_from_this(), output_, {});
}

void CallerPool::Caller::on_written(bool good)
{
    // A server may answer and close before it has read everything; then the answer is there all the same.
    if (good || state_ == State::asking)
        transport_->read(shared_from_this(), reader_.space());
    else
        end(false);
}

void CallerPool::Caller::on_read(std::size_t bytes)
{
    if (bytes == 0)
        return end(false);
    switch (reader_.advance(bytes)) {
    case ResponseReader::Progress::more:
        return transport_->read(shared_from_this(), reader_.space());
    case ResponseReader::Progress::malformed:
        return end(false);
    case ResponseReader::Progress::whole:
        return proceed();
    }
}

void CallerPool::Caller::proceed()
{
    if (state_ == State::given_up)
        return end(false);
    core_.user->on_answer(index_, reader_);
    if (!reader_.keeps_alive())
        return end(true);
    reader_.start_over();
    state_ = State::ready;
    core_.user->on_ready(index_);
}

void CallerPool::Caller::end(bool answered)
{
    const bool unasked = state_ == State::asking;
    transport_->close();
    --core_.open;
    connect();
    if (!unasked)
        return;
    ++core_.lost;
    if (!answered)
        core_.user->on_lost(index_);
}

void CallerPool::Caller::give_up()
{
    if (state_ != State::asking)
        return;
    state_ = State::given_up;
    transport_->close();
}

CallerPool::Core::Core(const std::vector<ClientSettings>& settings)
{
    ONSHI_CHECK(!settings.empty());
    host = settings.front().host;
    where = host + ":" + std::to_string(settings.front().port);
    addresses = resolve(io, settings.front());
    for (const auto& caller : settings)
        callers.push_back(std::make_shared<Caller>(*this, callers.size(), caller));
}

CallerPool::CallerPool(const std::vector<ClientSettings>& callers)
    : core_(std::make_unique<Core>(callers))
{
}

CallerPool::~CallerPool() = default;

std::size_t CallerPool::size() const { return core_->callers.size(); }

void CallerPool::open(std::chrono::milliseconds limit)
{
    core_->io.restart();
    bool late = false;
    core_->timer.expires_after(limit);
    core_->timer.async_wait([&late](error_code cancelled) { late = !cancelled; });
    for (const auto& caller : core_->callers)
        caller->connect();
    while (core_->open < core_->callers.size() && core_->first_failure.empty() && !late)
        core_->io.run_one();
    core_->timer.cancel();
    core_->io.poll(); // the cancelled wait
    if (core_->open < core_->callers.size())
        throw base::Fault(base::FaultCode::network, core_->where + ": " + (late ? "time out" : core_->first_failure));
}

void CallerPool::run(User& user)
{
    core_->user = &user;
    core_->io.restart();
    for (const auto& caller : core_->callers)
        if (caller->is_ready())
            user.on_ready(caller->index());
    if (!core_->io.stopped())
        core_->io.run();
    core_->user = nullptr;
    ++core_->wakes;
    for (const auto& caller : core_->callers)
        caller->give_up();
}

void CallerPool::stop() { core_->io.stop(); }

void CallerPool::send(std::size_t caller, std::string_view request) { core_->callers[caller]->send(request); }

void CallerPool::wake_after(std::chrono::microseconds wait)
{
    core_->timer.expires_after(wait);
    core_->timer.async_wait([core = core_.get(), mine = ++core_->wakes](error_code cancelled) {
        if (!cancelled && mine == core->wakes && core->user != nullptr)
            core->user->on_time();
    });
}

std::uint64_t CallerPool::lost() const { return core_->lost; }

} // namespace onshi::net
