#pragma once

#include "card/transport.h"

#include <deque>
#include <functional>
#include <utility>
#include <vector>

namespace onshi::test {

/// A card that says what the test tells it to, and remembers what it was asked.
class ScriptedTransport final : public card::Transport
{
public:
    using Reply = card::CardResult<card::Bytes>;

    /// Replies in turn; asked for more, the last one again and again.
    explicit ScriptedTransport(std::deque<Reply> replies)
        : replies_(std::move(replies))
    {
    }
    /// A reply for each command.
    explicit ScriptedTransport(std::function<Reply(card::ByteView)> answer)
        : answer_(std::move(answer))
    {
    }

    [[nodiscard]] Reply transmit(card::ByteView command) override
    {
        commands.emplace_back(command.begin(), command.end());
        if (answer_)
            return answer_(command);
        auto reply = replies_.front();
        if (replies_.size() > 1)
            replies_.pop_front();
        return reply;
    }
    [[nodiscard]] card::CardResult<void> power_cycle() override { return {}; }
    [[nodiscard]] card::Bytes atr() const override { return {}; }

    /// How many commands with this instruction byte were sent.
    [[nodiscard]] std::size_t sent(std::uint8_t instruction) const
    {
        std::size_t count = 0;
        for (const auto& command : commands)
            count += command.at(1) == instruction ? 1 : 0;
        return count;
    }

    std::vector<card::Bytes> commands;

private:
    std::deque<Reply> replies_;
    std::function<Reply(card::ByteView)> answer_;
};

} // namespace onshi::test
