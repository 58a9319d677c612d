#include "terminal/page/board.h"

#include <algorithm>
#include <utility>

namespace onshi::terminal {

Board::Board(wire::Json first)
    : shown_(std::move(first))
{
}

std::string Board::text() const
{
    auto document = wire::Json::object();
    document.set("sequence", sequence_);
    shown_.each_member([&](std::string_view name, const wire::Json& value) { document.set(name, value); });
    return document.compact();
}

void Board::show(wire::Json document)
{
    std::vector<Waiting> told;
    std::string json;
    {
        const std::scoped_lock lock(mutex_);
        shown_ = std::move(document);
        ++sequence_;
        json = text();
        told.swap(waiting_);
    }
    for (auto& waiting : told)
        waiting.waiter(json);
}

void Board::wait(std::int64_t since, base::Instant until, Waiter waiter)
{
    std::string json;
    {
        const std::scoped_lock lock(mutex_);
        if (since == sequence_) {
            waiting_.push_back({until, std::move(waiter)});
            return;
        }
        json = text();
    }
    waiter(std::move(json));
}

void Board::expire(base::Instant now)
{
    std::vector<Waiting> told;
    std::string json;
    {
        const std::scoped_lock lock(mutex_);
        const auto over = std::ranges::stable_partition(waiting_, [&](const auto& w) { return w.until > now; });
        std::ranges::move(over, std::back_inserter(told));
        waiting_.erase(over.begin(), over.end());
        json = text();
    }
    for (auto& waiting : told)
        waiting.waiter(json);
}

} // namespace onshi::terminal
