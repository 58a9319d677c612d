#pragma once

#include "base/date.h"
#include "wire/json.h"

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

/// What a screen shows: one document that whoever changes it puts here, and that pages wait for (long poll).
namespace onshi::terminal {

class Board
{
public:
    /// Gets the document with its "sequence", once. Called on whatever thread shows or expires; must not block.
    using Waiter = std::move_only_function<void(std::string json)>;

    /// `first`: an object; what is shown until something else is.
    explicit Board(wire::Json first);

    /// Another document, an object, under the next sequence number. All who wait get it. Any thread.
    void show(wire::Json document);
    /// At once if the page has not seen what is shown (`since` is another number), otherwise with the next change, and
    /// unchanged at the first expire() after `until`. Any thread.
    void wait(std::int64_t since, base::Instant until, Waiter waiter);
    void expire(base::Instant now);

private:
    struct Waiting
    {
        base::Instant until;
        Waiter waiter;
    };
    [[nodiscard]] std::string text() const;

    std::mutex mutex_;
    wire::Json shown_;
    std::int64_t sequence_ = 1;
    std::vector<Waiting> waiting_;
};

} // namespace onshi::terminal
