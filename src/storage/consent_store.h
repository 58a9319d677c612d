#pragma once

#include "domain/consent.h"
#include "domain/identifiers.h"
#include "storage/register_store.h"

#include <optional>
#include <vector>

namespace onshi::storage {

/// What patients opened to facilities, of every basis, and what facilities ask for.
class ConsentStore
{
public:
    explicit ConsentStore(Transaction& transaction)
        : transaction_(transaction)
    {
    }

    /// Of one person to one facility, as known then, the earliest first: each consent once, in its last version.
    [[nodiscard]] std::vector<domain::Consent> of(std::int64_t person, const domain::FacilityCode&,
                                                  base::Instant known_through);
    /// A new consent, or a version of one (the same item, purpose and first moment).
    Put put(std::int64_t person, const domain::FacilityCode&, const domain::Consent&, base::Instant recorded_at);

    /// The defaults, where the facility chose nothing.
    [[nodiscard]] domain::ConsentOffer offer(const domain::FacilityCode&, base::Instant known_through);
    Put put(const domain::FacilityCode&, const domain::ConsentOffer&, base::Instant recorded_at);

private:
    Transaction& transaction_;
};

} // namespace onshi::storage
