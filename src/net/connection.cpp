#include "net/connection.h"

#include <string_view>
#include <utility>

namespace onshi::net {

namespace {

constexpr std::chrono::milliseconds no_limit{0};
// A client that is still sending when the answer is ready sees the answer only if the server goes on reading: closing a
// socket with unread bytes sends a reset, which throws away what the client has not read yet (RFC 9112, 9.6).
constexpr std::chrono::milliseconds linger_limit{2'000};
constexpr std::size_t discard_limit = std::size_t{16} * 1024 * 1024;
// Copying so much is cheaper than a second TLS record.
constexpr std::size_t joined_body_limit = std::size_t{64} * 1024;
constexpr std::string_view invitation = "HTTP/1.1 100 Continue\r\n\r\n";

} // namespace

std::uint64_t House::tick_after(std::chrono::milliseconds wait) const
{
    // One more, because the present tick has begun already.
    return ticks + static_cast<std::uint64_t>((wait + tick_length - std::chrono::milliseconds(1)) / tick_length) + 1;
}

Connection::Connection(House& house, std::unique_ptr<Transport> transport, std::string remote, bool local)
    : house_(house)
    , transport_(std::move(transport))
    , reader_(house.settings.header_limit, house.settings.body_limit)
    , remote_(std::move(remote))
    , local_(local)
{
}

void Connection::start()
{
    enter(State::handshake, house_.settings.read_timeout);
    transport_->handshake(shared_from_this());
}

void Connection::enter(State state, std::chrono::milliseconds limit)
{
    state_ = state;
    deadline_ = limit == no_limit ? 0 : house_.tick_after(limit);
}

bool Connection::is_overdue() const { return deadline_ != 0 && house_.ticks >= deadline_; }

void Connection::on_ready(bool good)
{
    if (state_ == State::closed)
        return;
    if (!good) {
        close();
        return;
    }
    client_certificate_ = transport_->client_certificate();
    await_request();
}

void Connection::await_request()
{
    if (reader_.has_bytes()) {
        enter(State::reading, house_.settings.read_timeout);
        proceed(reader_.advance(0));
        return;
    }
    if (house_.stopping) {
        close();
        return;
    }
    enter(State::idle, house_.settings.idle_timeout);
    read_on();
}

void Connection::read_on() { transport_->read(shared_from_this(), reader_.space()); }

void Connection::on_read(std::size_t bytes)
{
    if (state_ == State::closed)
        return;
    if (bytes == 0) {
        close();
        return;
    }
    if (state_ == State::lingering) {
        discarded_ += bytes;
        if (discarded_ > discard_limit)
            close();
        else
            transport_->discard(shared_from_this(), reader_.space());
        return;
    }
    // The time for a request runs from its first byte and is not renewed by later ones: a client that sends a byte now
    // and then is cut as well.
    if (state_ == State::idle)
        enter(State::reading, house_.settings.read_timeout);
    proceed(reader_.advance(bytes));
}

void Connection::proceed(RequestReader::Progress progress)
{
    switch (progress) {
    case RequestReader::Progress::more:
        read_on();
        return;
    case RequestReader::Progress::expects_continue:
        state_ = State::inviting;
        transport_->write(shared_from_this(), invitation, {});
        return;
    case RequestReader::Progress::whole:
        dispatch();
        return;
    }
}

void Connection::dispatch()
{
    Request request = reader_.take();
    request.client_certificate = client_certificate_.fingerprint;
    request.client_certificate_der = client_certificate_.der;
    request.remote = remote_;
    request.local = local_;
    without_body_ = request.method == "HEAD";
    persistence_ = reader_.keeps_alive() ? Persistence::keep_alive : Persistence::close;
    enter(State::answering, no_limit);
    house_.handler(std::move(request), reply_to(house_.mailbox, weak_from_this()));
}

void Connection::answer(std::optional<Response> response)
{
    if (state_ != State::answering)
        return;
    if (!response) {
        close();
        return;
    }
    if (house_.stopping)
        persistence_ = Persistence::close;
    output_.clear();
    append_head(output_, *response, persistence_);
    if (!without_body_ && !is_bodiless(response->status)) {
        if (response->body.size() <= joined_body_limit)
            output_ += response->body;
        else
            body_ = std::move(response->body);
    }
    // A client that does not read its answer is as good as one that sends no request.
    enter(State::writing, house_.settings.idle_timeout);
    transport_->write(shared_from_this(), output_, body_);
}

void Connection::on_written(bool good)
{
    if (state_ == State::closed)
        return;
    if (!good) {
        close();
        return;
    }
    if (state_ == State::inviting) {
        state_ = State::reading;
        read_on();
        return;
    }
    body_ = {};
    switch (persistence_) {
    case Persistence::keep_alive:
        await_request();
        return;
    case Persistence::close:
        linger();
        return;
    }
}

void Connection::linger()
{
    enter(State::lingering, linger_limit);
    transport_->end_output(shared_from_this());
}

void Connection::on_output_ended()
{
    if (state_ == State::lingering)
        transport_->discard(shared_from_this(), reader_.space());
}

void Connection::finish()
{
    if (state_ == State::handshake || state_ == State::idle)
        close();
}

void Connection::close()
{
    if (state_ == State::closed)
        return;
    const auto self = shared_from_this();
    enter(State::closed, no_limit);
    transport_->close();
    house_.forget(self);
}

} // namespace onshi::net
