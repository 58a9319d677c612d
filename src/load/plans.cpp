#include "load/plans.h"

namespace onshi::load {

std::vector<RoundPlan> plans(const RoundPlan& plan, std::size_t alternate)
{
    if (alternate == 0)
        return {plan};
    std::vector<RoundPlan> rounds;
    for (std::size_t i = 0; i < alternate; ++i)
        for (const auto target : {Target::check, Target::empty}) {
            rounds.push_back(plan);
            rounds.back().target = target;
        }
    return rounds;
}

} // namespace onshi::load
