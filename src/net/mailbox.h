#pragma once

#include "net/message.h"
#include "net/server.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace onshi::net {

class Connection;

/// Answers on their way from any thread to the io thread. Those that come while the io thread is busy are fetched
/// together: one wake-up for a whole batch. Outlives the server as long as somebody still owes it an answer.
class Mailbox
{
public:
    /// `wake` makes the io thread call deliver() soon. Called under the lock, when the first letter of a batch is put
    /// in.
    explicit Mailbox(std::function<void()> wake);

    /// No response: the handler has dropped its Reply and never will give one. Any thread.
    void put(std::weak_ptr<Connection> to, std::optional<Response> response);
    /// Hands all letters to their connections. The io thread only.
    void deliver();
    /// From now on letters are thrown away, and `wake` is not called any more.
    void close();

private:
    struct Letter
    {
        std::weak_ptr<Connection> to;
        std::optional<Response> response;
    };

    std::mutex mutex_;
    std::function<void()> wake_;
    std::vector<Letter> letters_;
};

/// The handler's way to answer that connection, once.
[[nodiscard]] Reply reply_to(std::shared_ptr<Mailbox> mailbox, std::weak_ptr<Connection> connection);

} // namespace onshi::net
