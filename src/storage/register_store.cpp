#include "storage/register_store.h"

#include "storage/register_cache.h"
#include "storage/values.h"

#include <algorithm>

namespace onshi::storage {

std::optional<domain::Insurer> RegisterStore::insurer(const domain::InsurerNumber& number, base::Instant known_through)
{
    const auto read = [&] { return read_insurer(number, known_through); };
    return cache_ && cache_->holds_for(known_through) ? remembered(cache_->insurers, number.text(), read) : read();
}

std::optional<domain::Facility> RegisterStore::facility(const domain::FacilityCode& code, base::Instant known_through)
{
    const auto read = [&] { return read_facility(code, known_through); };
    return cache_ && cache_->holds_for(known_through) ? remembered(cache_->facilities, code.text(), read) : read();
}

std::optional<domain::Insurer> RegisterStore::read_insurer(const domain::InsurerNumber& number,
                                                           base::Instant known_through)
{
    std::optional<domain::Insurer> found;
    transaction_.query("SELECT name FROM insurer WHERE number = $1 AND recorded_at <= $2 "
                       "ORDER BY recorded_at DESC LIMIT 1",
                       {std::string_view(number.text()), column_of(known_through)},
                       [&](const Row& row) { found = domain::Insurer{number, std::string(row.text(0))}; });
    return found;
}

std::optional<domain::Facility> RegisterStore::read_facility(const domain::FacilityCode& code,
                                                             base::Instant known_through)
{
    std::optional<domain::Facility> found;
    transaction_.query("SELECT name, character_code FROM facility WHERE code = $1 AND recorded_at <= $2 "
                       "ORDER BY recorded_at DESC LIMIT 1",
                       {std::string_view(code.text()), column_of(known_through)}, [&](const Row& row) {
                           found = domain::Facility{code, std::string(row.text(0)), static_cast<int>(row.integer(1))};
                       });
    return found;
}

std::optional<RegisterStore::RuleBook> RegisterStore::rule_book(base::Instant known_through)
{
    std::optional<RuleBook> found;
    transaction_.query("SELECT hash, version FROM rule_book WHERE recorded_at <= $1 ORDER BY recorded_at DESC LIMIT 1",
                       {column_of(known_through)},
                       [&](const Row& row) { found = RuleBook{std::string(row.text(0)), std::string(row.text(1))}; });
    return found;
}

Put RegisterStore::put(const RuleBook& rules, base::Instant recorded_at)
{
    const auto before = rule_book(recorded_at);
    if (before && before->hash == rules.hash)
        return Put::unchanged;
    transaction_.execute("INSERT INTO rule_book (recorded_at, hash, version) VALUES ($1, $2, $3)",
                         {column_of(recorded_at), std::string_view(rules.hash), std::string_view(rules.version)});
    return before ? Put::changed : Put::added;
}

Put RegisterStore::put(const domain::Insurer& insurer_row, base::Instant recorded_at)
{
    const auto before = insurer(insurer_row.number, recorded_at);
    if (before && before->name == insurer_row.name)
        return Put::unchanged;
    transaction_.execute(
        "INSERT INTO insurer (number, recorded_at, name) VALUES ($1, $2, $3) "
        "ON CONFLICT (number, recorded_at) DO UPDATE SET name = excluded.name",
        {std::string_view(insurer_row.number.text()), column_of(recorded_at), std::string_view(insurer_row.name)});
    return before ? Put::changed : Put::added;
}

Put RegisterStore::put(const domain::Facility& facility_row, base::Instant recorded_at)
{
    const auto before = facility(facility_row.code, recorded_at);
    if (before && before->name == facility_row.name && before->character_code == facility_row.character_code)
        return Put::unchanged;
    transaction_.execute("INSERT INTO facility (code, recorded_at, name, character_code) VALUES ($1, $2, $3, $4) "
                         "ON CONFLICT (code, recorded_at) DO UPDATE "
                         "SET name = excluded.name, character_code = excluded.character_code",
                         {std::string_view(facility_row.code.text()), column_of(recorded_at),
                          std::string_view(facility_row.name), std::int64_t{facility_row.character_code}});
    return before ? Put::changed : Put::added;
}

base::Instant RegisterStore::known_through()
{
    std::int64_t micros = 0;
    transaction_.query("SELECT through FROM knowledge", {}, [&](const Row& row) { micros = row.integer(0); });
    return instant_of(micros);
}

base::Instant RegisterStore::advance(base::Instant now)
{
    const auto recorded_at = std::max(now, known_through() + std::chrono::microseconds(1));
    transaction_.execute("UPDATE knowledge SET through = $1", {column_of(recorded_at)});
    return recorded_at;
}

} // namespace onshi::storage
