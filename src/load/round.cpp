#include "load/round.h"

#include "load/schedule.h"
#include "net/response_reader.h"

#include <algorithm>

namespace onshi::load {

namespace {

using base::Instant;

constexpr std::chrono::seconds longest_wait_after_end{10};
constexpr std::chrono::seconds between_progress{1};

class Round final : public net::CallerPool::User
{
public:
    Round(Crowd& crowd, const RoundPlan& plan, const base::Clock& clock,
          const std::function<void(const Progress&)>& progress)
        : crowd_(crowd)
        , clock_(clock)
        , progress_(progress)
        , start_(clock.now())
        , measured_from_(start_ + plan.warm_up)
        , end_(measured_from_ + plan.measured)
        , schedule_(plan.rate ? Schedule::open(start_, end_, poisson(*plan.rate, plan.seed)) : Schedule::closed(end_))
        , questions_(plan.target, crowd.host, crowd.on)
        , under_way_(crowd.pool.size())
        , next_progress_(start_ + between_progress)
    {
        result_.plan = plan;
    }

    RoundResult run()
    {
        const auto lost_before = crowd_.pool.lost();
        crowd_.pool.run(*this);
        result_.lost_connections = crowd_.pool.lost() - lost_before;
        for (const auto& request : under_way_)
            if (request)
                miss(*request, Miss::unanswered);
        const auto unsent = schedule_.give_up();
        result_.requests += unsent;
        result_.tally.miss(Miss::unsent, unsent);
        result_.warm_up_errors = warm_up_.errors();
        return std::move(result_);
    }

    void on_ready(std::size_t caller) override
    {
        schedule_.free(caller);
        send_what_is_due(clock_.now());
    }

    void on_answer(std::size_t caller, const net::ResponseReader& answer) override
    {
        const auto now = clock_.now();
        const auto request = *std::exchange(under_way_[caller], std::nullopt);
        --asking_;
        ++answers_;
        if (measured_from_ <= now && now < end_)
            ++result_.answered_in_time;
        auto& tally = request.due < measured_from_ ? warm_up_ : result_.tally;
        tally.count(result_.plan.target, {answer.status(), answer.header("Onshi-Answer-Id"), answer.body()},
                    request.foreseen);
        if (request.due >= measured_from_)
            result_.latency.add(now - request.due);
    }

    void on_lost(std::size_t caller) override
    {
        miss(*std::exchange(under_way_[caller], std::nullopt), Miss::lost);
        --asking_;
        send_what_is_due(clock_.now());
    }

    void on_time() override
    {
        const auto now = clock_.now();
        wake_.reset();
        if (now >= next_progress_)
            tell_progress(now);
        send_what_is_due(now);
    }

private:
    struct UnderWay
    {
        Instant due;
        Foreseen foreseen;
    };

    void send_what_is_due(Instant now)
    {
        while (const auto turn = schedule_.next(now)) {
            const auto asked = crowd_.people.next();
            under_way_[turn->caller] = UnderWay{turn->due, asked.foreseen};
            ++asking_;
            ++(turn->due < measured_from_ ? result_.warm_up_requests : result_.requests);
            crowd_.pool.send(turn->caller, questions_.write(crowd_.facilities[turn->caller], asked));
        }
        const bool done = asking_ == 0 && schedule_.is_over(now);
        if (done || now >= end_ + longest_wait_after_end)
            return crowd_.pool.stop();
        wake_by(schedule_.wakes_at().value_or(next_progress_), now);
    }

    // The timer is set only if it would come too late: in a closed loop that is once a second.
    void wake_by(Instant wanted, Instant now)
    {
        const auto at = std::min(wanted, next_progress_);
        if (wake_ && *wake_ <= at)
            return;
        wake_ = at;
        crowd_.pool.wake_after(std::max(at - now, Instant::duration(0)));
    }

    void miss(const UnderWay& request, Miss kind)
    {
        (request.due < measured_from_ ? warm_up_ : result_.tally).miss(kind);
    }

    void tell_progress(Instant now)
    {
        const std::chrono::duration<double> since = now - (next_progress_ - between_progress);
        progress_({.passed = std::chrono::floor<std::chrono::seconds>(now - start_),
                   .warming_up = now < measured_from_,
                   .rate = static_cast<double>(answers_ - answers_told_) / since.count(),
                   .p99 = result_.latency.percentile(0.99),
                   .errors = result_.tally.errors() + warm_up_.errors()});
        answers_told_ = answers_;
        next_progress_ = now + between_progress;
    }

    Crowd& crowd_;
    const base::Clock& clock_;
    const std::function<void(const Progress&)>& progress_;
    Instant start_, measured_from_, end_;
    Schedule schedule_;
    Questions questions_;
    std::vector<std::optional<UnderWay>> under_way_; ///< by caller
    std::size_t asking_ = 0;
    RoundResult result_;
    Tally warm_up_;
    std::optional<Instant> wake_; ///< when the pool's timer is set to
    Instant next_progress_;
    std::uint64_t answers_ = 0, answers_told_ = 0;
};

} // namespace

RoundResult run_round(Crowd& crowd, const RoundPlan& plan, const base::Clock& clock,
                      const std::function<void(const Progress&)>& progress)
{
    return Round(crowd, plan, clock, progress).run();
}

} // namespace onshi::load
