#pragma once

#include "net/http_text.h"
#include "net/mailbox.h"
#include "net/request_reader.h"
#include "net/server.h"
#include "net/transport.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace onshi::net {

/// What all connections of a server share. io thread only.
struct House
{
    ServerSettings settings;
    Handler handler;
    std::shared_ptr<Mailbox> mailbox;
    /// Time passes in ticks of one timer for all connections: on the hot path a time out costs one addition.
    std::chrono::milliseconds tick_length;
    std::uint64_t ticks = 0;
    bool stopping = false;
    /// Called once for each connection, when it is closed.
    std::function<void(const std::shared_ptr<Connection>&)> forget;

    /// The first tick at which at least `wait` has passed.
    [[nodiscard]] std::uint64_t tick_after(std::chrono::milliseconds wait) const;
};

/// One client's connection: HTTP/1.1 as a state machine over a transport. io thread only.
class Connection final : public TransportUser, public std::enable_shared_from_this<Connection>
{
public:
    Connection(House& house, std::unique_ptr<Transport> transport, std::string remote, bool local);

    void start();
    /// The handler's answer, or that there is none.
    void answer(std::optional<Response> response);
    /// A time out is over: the owner then calls close().
    [[nodiscard]] bool is_overdue() const;
    /// Ends at once if no request is under way, else after its answer (House::stopping is set).
    void finish();
    void close();

    void on_ready(bool good) override;
    void on_read(std::size_t bytes) override;
    void on_written(bool good) override;
    void on_output_ended() override;

private:
    enum class State {
        handshake,
        idle,      ///< no byte of a request has come
        reading,   ///< some have
        inviting,  ///< "100 Continue" is being written
        answering, ///< the handler has it
        writing,
        lingering, ///< all is said; what the client still sends is thrown away
        closed,
    };

    void enter(State state, std::chrono::milliseconds limit);
    void await_request();
    void read_on();
    void proceed(RequestReader::Progress progress);
    void dispatch();
    void linger();

    House& house_;
    std::unique_ptr<Transport> transport_;
    RequestReader reader_;
    std::string remote_;
    PeerCertificate client_certificate_ = {};
    bool local_;
    State state_ = State::handshake;
    std::uint64_t deadline_ = 0; ///< tick; 0: none
    bool without_body_ = false;  ///< the request was HEAD
    Persistence persistence_ = Persistence::close;
    std::string output_ = {};
    std::string body_ = {};
    std::size_t discarded_ = 0;
};

} // namespace onshi::net
