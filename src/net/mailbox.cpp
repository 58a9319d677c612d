#include "net/mailbox.h"

#include "base/fault.h"
#include "net/connection.h"

#include <utility>

namespace onshi::net {

namespace {

// A Reply that is destroyed uncalled (its owner threw, or was a queue that was emptied) must not leave the client
// waiting for ever: the connection is closed instead.
class Ticket
{
public:
    Ticket(std::shared_ptr<Mailbox> mailbox, std::weak_ptr<Connection> connection)
        : mailbox_(std::move(mailbox))
        , connection_(std::move(connection))
    {
    }
    Ticket(Ticket&&) noexcept = default;
    Ticket& operator=(Ticket&&) = delete;
    ~Ticket()
    {
        if (mailbox_)
            mailbox_->put(std::move(connection_), std::nullopt);
    }

    void operator()(Response response)
    {
        ONSHI_CHECK(mailbox_);
        std::exchange(mailbox_, nullptr)->put(std::move(connection_), std::move(response));
    }

private:
    std::shared_ptr<Mailbox> mailbox_;
    std::weak_ptr<Connection> connection_;
};

} // namespace

Mailbox::Mailbox(std::function<void()> wake)
    : wake_(std::move(wake))
{
}

void Mailbox::put(std::weak_ptr<Connection> to, std::optional<Response> response)
{
    const std::lock_guard lock(mutex_);
    if (!wake_)
        return;
    letters_.push_back({std::move(to), std::move(response)});
    if (letters_.size() == 1)
        wake_();
}

void Mailbox::deliver()
{
    std::vector<Letter> batch;
    {
        const std::lock_guard lock(mutex_);
        batch.swap(letters_);
    }
    for (auto& letter : batch)
        if (const auto connection = letter.to.lock())
            connection->answer(std::move(letter.response));
}

void Mailbox::close()
{
    const std::lock_guard lock(mutex_);
    wake_ = nullptr;
    letters_.clear();
}

Reply reply_to(std::shared_ptr<Mailbox> mailbox, std::weak_ptr<Connection> connection)
{
    return Ticket(std::move(mailbox), std::move(connection));
}

} // namespace onshi::net
