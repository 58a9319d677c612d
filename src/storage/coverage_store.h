#pragma once

#include "domain/eligibility.h"
#include "storage/register_store.h"

#include <vector>

namespace onshi::storage {

/// Persons and their spells of cover, with all versions ever recorded.
class CoverageStore
{
public:
    explicit CoverageStore(Transaction& transaction)
        : transaction_(transaction)
    {
    }

    /// Every person who has (or had, as known at `known_through`) a spell under this insurer with this 記号・番号 in
    /// its folded form, each with all spells of all insurers as known then. What domain::decide wants.
    [[nodiscard]] std::vector<domain::HeldCoverage> held_under(const domain::InsurerNumber&, const domain::InsuredId&,
                                                               base::Instant known_through);

    /// Records what an insurer reports. The spell is known by person, insurer, 記号・番号・枝番 (normal form) and
    /// 資格取得日; if those agree with a stored spell, this is a new version of it, unless nothing differs.
    Put put(const domain::PersonCode&, const domain::Coverage&, base::Instant recorded_at);

private:
    struct Version;
    std::vector<Version> versions_of(std::int64_t person, base::Instant known_through);
    std::int64_t person_id(const domain::PersonCode&);
    void insert(std::int64_t person, std::int64_t sequence, const domain::Coverage&, base::Instant recorded_at);

    Transaction& transaction_;
};

} // namespace onshi::storage
