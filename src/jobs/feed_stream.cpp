#include "jobs/feed_stream.h"

#include "usecase/feeds.h"

namespace onshi::jobs {

FeedBuffer::FeedBuffer(usecase::Desk& desk, const domain::Feed& feed)
    : desk_(desk)
    , id_(feed.id)
    , parts_(feed.parts)
{
}

FeedBuffer::int_type FeedBuffer::underflow()
{
    if (next_ == parts_)
        return traits_type::eof();
    part_ = desk_.read_now([this](usecase::UnitOfWork& work) { return usecase::feed_part(work, id_, next_); });
    ++next_;
    if (part_.empty())
        return traits_type::eof();
    setg(part_.data(), part_.data(), part_.data() + part_.size());
    return traits_type::to_int_type(part_.front());
}

bool is_whole(usecase::Desk& desk, const domain::Feed& feed)
{
    usecase::ContentHash hash;
    for (std::int64_t part = 0; part < feed.parts; ++part)
        hash.update(desk.read_now([&](usecase::UnitOfWork& work) { return usecase::feed_part(work, feed.id, part); }));
    return hash.hex() == feed.sha256;
}

} // namespace onshi::jobs
