#include "storage/consent_store.h"

#include "storage/values.h"

#include <algorithm>

namespace onshi::storage {

using domain::Consent;

namespace {

/// Columns: item, purpose, given_from, given_by, given_until, end_reason.
Consent read_consent(const Row& row)
{
    Consent consent{.item = static_cast<domain::ConsentItem>(row.integer(0)),
                    .purpose = static_cast<domain::CarePurpose>(row.integer(1)),
                    .given_by = static_cast<domain::CardMode>(row.integer(3)),
                    .from = instant_of(row.integer(2)),
                    .until = {},
                    .end = {}};
    if (!row.is_null(4))
        consent.until = instant_of(row.integer(4));
    if (!row.is_null(5))
        consent.end = static_cast<domain::ConsentEnd>(row.integer(5));
    return consent;
}

bool same(const Consent& a, const Consent& b) { return a.item == b.item && a.purpose == b.purpose && a.from == b.from; }

} // namespace

std::vector<Consent> ConsentStore::of(std::int64_t person, const domain::FacilityCode& facility,
                                      base::Instant known_through)
{
    std::vector<Consent> all;
    transaction_.query("SELECT item, purpose, given_from, given_by, given_until, end_reason FROM consent "
                       "WHERE person_id = $1 AND facility = $2 AND recorded_at <= $3 "
                       "ORDER BY given_from, item, purpose, recorded_at",
                       {person, std::string_view(facility.text()), column_of(known_through)}, [&](const Row& row) {
                           auto consent = read_consent(row);
                           if (!all.empty() && same(all.back(), consent))
                               all.back() = consent; // a later version of the same one
                           else
                               all.push_back(consent);
                       });
    return all;
}

Put ConsentStore::put(std::int64_t person, const domain::FacilityCode& facility, const Consent& consent,
                      base::Instant recorded_at)
{
    const auto known = of(person, facility, recorded_at);
    const auto before = std::ranges::find_if(known, [&](const Consent& one) { return same(one, consent); });
    if (before != known.end() && *before == consent)
        return Put::unchanged;
    transaction_.execute(
        "INSERT INTO consent (person_id, facility, item, purpose, given_from, recorded_at, given_by, given_until, "
        "end_reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
        "ON CONFLICT (person_id, facility, item, purpose, given_from, recorded_at) DO UPDATE "
        "SET given_until = excluded.given_until, end_reason = excluded.end_reason",
        {person, std::string_view(facility.text()), static_cast<std::int64_t>(consent.item),
         static_cast<std::int64_t>(consent.purpose), column_of(consent.from), column_of(recorded_at),
         static_cast<std::int64_t>(consent.given_by), consent.until ? Value(column_of(*consent.until)) : Value(Null{}),
         consent.end ? Value(static_cast<std::int64_t>(*consent.end)) : Value(Null{})});
    return before == known.end() ? Put::added : Put::changed;
}

domain::ConsentOffer ConsentStore::offer(const domain::FacilityCode& facility, base::Instant known_through)
{
    domain::ConsentOffer found;
    transaction_.query("SELECT checkup, medication, treatment, operation FROM consent_offer "
                       "WHERE facility = $1 AND recorded_at <= $2 ORDER BY recorded_at DESC LIMIT 1",
                       {std::string_view(facility.text()), column_of(known_through)}, [&](const Row& row) {
                           found = {.checkup = row.integer(0) != 0,
                                    .medication = row.integer(1) != 0,
                                    .treatment = row.integer(2) != 0,
                                    .operation = row.integer(3) != 0};
                       });
    return found;
}

Put ConsentStore::put(const domain::FacilityCode& facility, const domain::ConsentOffer& wanted,
                      base::Instant recorded_at)
{
    if (offer(facility, recorded_at) == wanted)
        return Put::unchanged;
    transaction_.execute("INSERT INTO consent_offer (facility, recorded_at, checkup, medication, treatment, operation) "
                         "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (facility, recorded_at) DO UPDATE "
                         "SET checkup = excluded.checkup, medication = excluded.medication, "
                         "treatment = excluded.treatment, operation = excluded.operation",
                         {std::string_view(facility.text()), column_of(recorded_at), std::int64_t{wanted.checkup},
                          std::int64_t{wanted.medication}, std::int64_t{wanted.treatment},
                          std::int64_t{wanted.operation}});
    return Put::changed;
}

} // namespace onshi::storage
