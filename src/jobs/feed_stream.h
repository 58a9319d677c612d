#pragma once

#include "domain/feed.h"
#include "usecase/desk.h"

#include <istream>
#include <streambuf>

/// The parts of a feed as one stream. Internal to jobs/.
namespace onshi::jobs {

/// Holds one part at a time; each is read in a snapshot of its own, since parts do not change once a feed is complete.
class FeedBuffer final : public std::streambuf
{
public:
    FeedBuffer(usecase::Desk& desk, const domain::Feed& feed);

protected:
    int_type underflow() override;

private:
    usecase::Desk& desk_;
    const std::string id_;
    const std::int64_t parts_;
    std::int64_t next_ = 0;
    std::string part_;
};

class FeedStream final : public std::istream
{
public:
    FeedStream(usecase::Desk& desk, const domain::Feed& feed)
        : std::istream(nullptr)
        , buffer_(desk, feed)
    {
        rdbuf(&buffer_);
    }

private:
    FeedBuffer buffer_;
};

/// True if the parts together are the bytes that the sender announced.
[[nodiscard]] bool is_whole(usecase::Desk& desk, const domain::Feed& feed);

} // namespace onshi::jobs
