#include "usecase/readers.h"

#include <algorithm>
#include <iterator>

namespace onshi::usecase {

namespace {

/// More would keep the first of them waiting for the last.
constexpr std::size_t most_in_a_snapshot = 16;
/// So many jobs may wait for each reader that is awake before another one is woken: few while a processor is free for
/// it, more when only waiting for the disk can make it worth while.
constexpr std::size_t patience = 4, patience_beyond_processors = 16;

std::size_t processors() { return std::max(1U, std::thread::hardware_concurrency()); }

} // namespace

Readers::Readers(std::size_t threads, std::size_t queue_limit, Serve serve)
    : queue_limit_(queue_limit)
    , serve_(std::move(serve))
    , processors_(processors())
{
    for (std::size_t i = 0; i < threads; ++i)
        threads_.emplace_back([this] { loop(); });
}

Readers::~Readers()
{
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_)
        thread.join();
}

bool Readers::take_on(ReadJob job, bool always)
{
    {
        const std::scoped_lock lock(mutex_);
        if (!always && jobs_.size() >= queue_limit_)
            return false;
        jobs_.push_back(std::move(job));
        const auto wait_for = awake_ < processors_ ? patience : patience_beyond_processors;
        if (awake_ == threads_.size() || jobs_.size() <= wait_for * awake_)
            return true;
        ++awake_;
        ++calls_;
    }
    wake_.notify_one();
    return true;
}

std::size_t Readers::waiting() const
{
    const std::scoped_lock lock(mutex_);
    return jobs_.size();
}

void Readers::loop()
{
    storage::RegisterCache cache;
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return calls_ > 0 || ending_; });
        if (calls_ == 0)
            return;
        --calls_;
        while (!jobs_.empty()) {
            auto some = take_some();
            lock.unlock();
            serve_(std::move(some), cache);
            lock.lock();
        }
        --awake_;
    }
}

/// Half of what waits, so that a reader that is woken next finds something.
std::vector<ReadJob> Readers::take_some()
{
    const auto count = static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(jobs_.size() / 2, 1, most_in_a_snapshot));
    std::vector<ReadJob> some(std::make_move_iterator(jobs_.begin()), std::make_move_iterator(jobs_.begin() + count));
    jobs_.erase(jobs_.begin(), jobs_.begin() + count);
    return some;
}

} // namespace onshi::usecase
