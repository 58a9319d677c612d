#include "storage/register_store.h"

#include "storage/register_cache.h"
#include "storage/values.h"

#include <algorithm>

namespace onshi::storage {

namespace {

/// Columns from `first` on: received_at, row_count, delay_median_days, delay_p90_days.
domain::Intake read_intake(const Row& row, int first)
{
    domain::Intake intake{instant_of(row.integer(first)), row.integer(first + 1), {}};
    if (!row.is_null(first + 2))
        intake.delay = {static_cast<int>(row.integer(first + 2)), static_cast<int>(row.integer(first + 3))};
    return intake;
}

} // namespace

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

std::optional<domain::Intake> RegisterStore::intake(const domain::InsurerNumber& insurer, base::Instant known_through)
{
    std::optional<domain::Intake> found;
    transaction_.query("SELECT received_at, row_count, delay_median_days, delay_p90_days FROM insurer_intake "
                       "WHERE insurer_number = $1 AND recorded_at <= $2 ORDER BY recorded_at DESC LIMIT 1",
                       {std::string_view(insurer.text()), column_of(known_through)},
                       [&](const Row& row) { found = read_intake(row, 0); });
    return found;
}

std::optional<base::Instant> RegisterStore::first_received(const domain::InsurerNumber& insurer)
{
    std::optional<base::Instant> found;
    transaction_.query("SELECT received_at FROM insurer_intake WHERE insurer_number = $1 ORDER BY recorded_at LIMIT 1",
                       {std::string_view(insurer.text())}, [&](const Row& row) { found = instant_of(row.integer(0)); });
    return found;
}

domain::DelayCounts RegisterStore::delays(const domain::InsurerNumber& insurer, base::Instant since)
{
    domain::DelayCounts counts;
    transaction_.query("SELECT delays FROM insurer_intake WHERE insurer_number = $1 AND received_at >= $2",
                       {std::string_view(insurer.text()), column_of(since)},
                       [&](const Row& row) { domain::add_delays(counts, row.text(0)); });
    return counts;
}

void RegisterStore::put(const domain::InsurerNumber& insurer, const domain::Intake& intake,
                        const domain::DelayCounts& delays, std::int64_t last_entry, base::Instant recorded_at)
{
    const auto written = domain::write_delays(delays);
    const auto days = [&](int domain::UsualDelay::* which) {
        return intake.delay ? Value(std::int64_t{(*intake.delay).*which}) : Value(Null{});
    };
    transaction_.execute("INSERT INTO insurer_intake (insurer_number, recorded_at, received_at, row_count, delays, "
                         "delay_median_days, delay_p90_days, last_entry) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                         {std::string_view(insurer.text()), column_of(recorded_at), column_of(intake.received_at),
                          intake.rows, std::string_view(written), days(&domain::UsualDelay::median_days),
                          days(&domain::UsualDelay::p90_days), last_entry});
}

void RegisterStore::each_insurer(
    const std::function<void(const domain::Insurer&, const std::optional<domain::Intake>&)>& visit)
{
    // Both tables are read by their keys' ends: the histories between are not looked at.
    transaction_.query(
        "SELECT known.number, latest.name, last.received_at, last.row_count, last.delay_median_days, "
        "last.delay_p90_days FROM (SELECT number, max(recorded_at) AS recorded_at FROM insurer GROUP BY number) known "
        "JOIN insurer latest ON latest.number = known.number AND latest.recorded_at = known.recorded_at "
        "LEFT JOIN insurer_intake last ON last.insurer_number = known.number AND last.recorded_at = "
        "(SELECT max(recorded_at) FROM insurer_intake WHERE insurer_number = known.number) ORDER BY known.number",
        {}, [&](const Row& row) {
            visit({stored(domain::InsurerNumber::parse(row.text(0))), std::string(row.text(1))},
                  row.is_null(2) ? std::nullopt : std::optional(read_intake(row, 2)));
        });
}

std::int64_t RegisterStore::entry_before(base::Instant recorded_at)
{
    std::int64_t entry = 0;
    transaction_.query("SELECT max(last_entry) FROM insurer_intake WHERE recorded_at < $1", {column_of(recorded_at)},
                       [&](const Row& row) { entry = row.is_null(0) ? 0 : row.integer(0); });
    return entry;
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
