#include "load/schedule.h"

#include <cmath>
#include <random>
#include <utility>

namespace onshi::load {

Gap poisson(double rate, std::uint64_t seed)
{
    return [rate, random = std::mt19937_64(seed)]() mutable {
        const double even = std::generate_canonical<double, 53>(random); // 0 to below 1
        return std::chrono::duration<double>(-std::log1p(-even) / rate);
    };
}

Schedule::Schedule(base::Instant start, base::Instant end, Gap gap)
    : start_(start)
    , end_(end)
    , gap_(std::move(gap))
    , due_(start)
{
    if (gap_)
        advance();
}

Schedule Schedule::closed(base::Instant end) { return {end, end, nullptr}; }

Schedule Schedule::open(base::Instant start, base::Instant end, Gap gap) { return {start, end, std::move(gap)}; }

// The sum is kept in full, so that rounding to the clock's microseconds does not add up.
void Schedule::advance()
{
    passed_ += gap_();
    due_ = start_ + std::chrono::round<base::Instant::duration>(passed_);
}

void Schedule::free(std::size_t caller) { free_.push_back(caller); }

std::optional<Schedule::Turn> Schedule::next(base::Instant now)
{
    if (free_.empty() || is_over(now) || (gap_ && due_ > now))
        return std::nullopt;
    const Turn turn{free_.front(), gap_ ? due_ : now};
    free_.pop_front();
    if (gap_)
        advance();
    return turn;
}

std::optional<base::Instant> Schedule::wakes_at() const
{
    return gap_ && !free_.empty() && due_ < end_ ? std::optional(due_) : std::nullopt;
}

bool Schedule::is_over(base::Instant now) const { return (gap_ ? due_ : now) >= end_; }

std::uint64_t Schedule::give_up()
{
    std::uint64_t left = 0;
    for (; gap_ && due_ < end_; ++left)
        advance();
    return left;
}

} // namespace onshi::load
