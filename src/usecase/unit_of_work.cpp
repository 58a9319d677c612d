#include "usecase/unit_of_work.h"

#include "storage/register_store.h"

namespace onshi::usecase {

base::Instant UnitOfWork::known_through()
{
    if (!known_through_)
        known_through_ = registers.known_through();
    return *known_through_;
}

base::Instant UnitOfWork::recorded_at()
{
    if (!recorded_at_)
        recorded_at_ = known_through_ = registers.advance(environment.clock.now());
    return *recorded_at_;
}

} // namespace onshi::usecase
