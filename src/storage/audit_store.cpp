#include "storage/audit_store.h"

#include "base/fault.h"
#include "storage/values.h"

#include <array>
#include <map>
#include <set>

namespace onshi::storage {

using domain::AuditEntry;

namespace {

// One statement for several rows saves most of the cost of a statement; a batch of checks has 8 and more.
constexpr std::size_t rows_at_once = 8;

/// "($1, $2), ($3, $4)" for 2 rows of 2 columns.
std::string places(std::size_t rows, std::size_t columns)
{
    std::string sql;
    for (std::size_t n = 1; n <= rows * columns; ++n) {
        sql += n % columns == 1 ? "($" : "$";
        sql += std::to_string(n) + (n % columns != 0 ? ", " : n == rows * columns ? ")" : "), ");
    }
    return sql;
}

/// A statement over rows of so many columns: for one row, and for many at once.
struct Insert
{
    std::size_t columns;
    std::string one, many;

    Insert(std::size_t count, const std::string& begin, const std::string& end)
        : columns(count)
        , one(begin + places(1, count) + end)
        , many(begin + places(rows_at_once, count) + end)
    {
    }
};

/// Gathers rows and runs them together as far as they go together.
class Rows
{
public:
    Rows(Transaction& transaction, const Insert& insert)
        : transaction_(transaction)
        , insert_(insert)
    {
        values_.reserve(rows_at_once * insert.columns);
    }
    /// What the values point to is there until flush().
    void add(std::span<const Value> row)
    {
        values_.insert(values_.end(), row.begin(), row.end());
        if (values_.size() == rows_at_once * insert_.columns) {
            transaction_.run(insert_.many, values_, {});
            values_.clear();
        }
    }
    void flush()
    {
        for (std::size_t at = 0; at < values_.size(); at += insert_.columns)
            transaction_.run(insert_.one, std::span(values_).subspan(at, insert_.columns), {});
        values_.clear();
    }

private:
    Transaction& transaction_;
    const Insert& insert_;
    std::vector<Value> values_;
};

const Insert insert_entries(
    16,
    "INSERT INTO audit_entry (answer_id, at, event, caller_class, caller_id, holder, outcome, details, known_through, "
    "idempotency_key, person_id, salt, person_commitment, request_commitment, rule_book, leaf_hash) VALUES ",
    "");
const std::string insert_unless_known = insert_entries.one +
                                        " ON CONFLICT (caller_id, idempotency_key) WHERE idempotency_key IS NOT NULL "
                                        "DO NOTHING";
const Insert add_counts(6, "INSERT INTO usage_counter (day, facility, means, validity, server_id, count) VALUES ",
                        " ON CONFLICT (day, facility, means, validity, server_id) DO UPDATE SET count = "
                        "usage_counter.count + excluded.count");

std::array<Value, 16> values_of(const AuditEntry& e)
{
    return {std::string_view(e.answer_id),
            column_of(e.at),
            static_cast<std::int64_t>(e.event),
            std::string_view(domain::name_of(e.caller.cls)),
            std::string_view(e.caller.id),
            std::string_view(e.caller.holder),
            std::int64_t{e.outcome},
            std::string_view(e.details),
            column_of(e.known_through),
            e.idempotency_key.empty() ? Value(Null{}) : Value(std::string_view(e.idempotency_key)),
            e.person ? Value(*e.person) : Value(Null{}),
            Blob{e.salt},
            Blob{e.person_commitment},
            Blob{e.request_commitment},
            Blob{e.rule_book},
            Blob{e.leaf_hash}};
}

AuditEntry read_entry(const Row& row)
{
    AuditEntry entry;
    entry.answer_id = row.text(0);
    entry.at = instant_of(row.integer(1));
    entry.event = static_cast<domain::AuditEvent>(row.integer(2));
    entry.caller.cls = domain::caller_class(std::string(row.text(3))).value_or(domain::CallerClass::local);
    entry.caller.id = row.text(4);
    entry.caller.holder = row.text(5);
    entry.outcome = static_cast<int>(row.integer(6));
    entry.details = row.text(7);
    entry.known_through = instant_of(row.integer(8));
    entry.idempotency_key = row.text(9);
    if (!row.is_null(10))
        entry.person = row.integer(10);
    entry.salt = row.text(11);
    entry.person_commitment = row.text(12);
    entry.request_commitment = row.text(13);
    entry.rule_book = row.text(14);
    entry.leaf_hash = row.text(15);
    return entry;
}

} // namespace

std::vector<bool> AuditStore::append(std::span<const AuditEntry* const> entries)
{
    std::vector<bool> taken(entries.size(), true);
    Rows rows(transaction_, insert_entries);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto values = values_of(*entries[i]);
        if (entries[i]->idempotency_key.empty())
            rows.add(values);
        else // may clash, so it goes alone
            taken[i] = transaction_.run(insert_unless_known, values, {}) == 1;
    }
    rows.flush();
    return taken;
}

void AuditStore::append(const AuditEntry& entry)
{
    const AuditEntry* const one = &entry;
    if (!append(std::span(&one, 1)).front())
        throw base::Fault(base::FaultCode::duplicate, "this caller has used the idempotency key before");
}

std::optional<AuditEntry> AuditStore::by_key(std::string_view caller_id, std::string_view key)
{
    std::optional<AuditEntry> found;
    transaction_.query("SELECT answer_id, at, event, caller_class, caller_id, holder, outcome, details, known_through, "
                       "idempotency_key, person_id, salt, person_commitment, request_commitment, rule_book, leaf_hash "
                       "FROM audit_entry WHERE caller_id = $1 AND idempotency_key = $2",
                       {caller_id, key}, [&](const Row& row) { found = read_entry(row); });
    return found;
}

void AuditStore::each(const std::function<void(const AuditEntry&)>& visit)
{
    for (std::int64_t from = -1, last = 0; from != last;) {
        from = last;
        transaction_.query(
            "SELECT answer_id, at, event, caller_class, caller_id, holder, outcome, details, known_through, "
            "idempotency_key, person_id, salt, person_commitment, request_commitment, rule_book, leaf_hash, entry "
            "FROM audit_entry WHERE entry > $1 ORDER BY entry LIMIT 4096",
            {from}, [&](const Row& row) {
                visit(read_entry(row));
                last = row.integer(16);
            });
    }
}

void AuditStore::each_line(domain::AuditEvent event, std::int64_t after, const std::function<void(const Line&)>& visit)
{
    constexpr std::int64_t page = 100'000; // entries, not lines: a page ends although nothing in it was found
    for (const auto last = last_entry(); after < last; after += page)
        transaction_.query(
            "SELECT entry, answer_id, at, holder, outcome, details, known_through, person_id FROM audit_entry "
            "WHERE entry > $1 AND entry <= $2 AND event = $3 ORDER BY entry",
            {after, after + page, static_cast<std::int64_t>(event)}, [&](const Row& row) {
                visit({.entry = row.integer(0),
                       .answer_id = row.text(1),
                       .holder = row.text(3),
                       .details = row.text(5),
                       .at = instant_of(row.integer(2)),
                       .known_through = instant_of(row.integer(6)),
                       .outcome = static_cast<int>(row.integer(4)),
                       .person = row.is_null(7) ? std::nullopt : std::optional(row.integer(7))});
            });
}

std::int64_t AuditStore::last_entry()
{
    std::int64_t last = 0;
    transaction_.query("SELECT max(entry) FROM audit_entry", {},
                       [&](const Row& row) { last = row.is_null(0) ? 0 : row.integer(0); });
    return last;
}

void AuditStore::count(std::span<const domain::Usage> usages, std::string_view server_id)
{
    std::map<domain::Usage, std::int64_t> sums;
    std::set<std::string> days; // as text: the rows point to them
    for (const auto& usage : usages)
        ++sums[usage];
    Rows rows(transaction_, add_counts);
    for (const auto& [usage, times] : sums)
        rows.add(std::array<Value, 6>{std::string_view(*days.insert(usage.day.iso()).first),
                                      std::string_view(usage.facility), static_cast<std::int64_t>(usage.means),
                                      std::int64_t{usage.validity}, server_id, times});
    rows.flush();
}

std::int64_t AuditStore::counted(base::Date day, domain::Means means, int validity)
{
    std::int64_t sum = 0;
    const auto text = day.iso();
    transaction_.query("SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM usage_counter "
                       "WHERE day = $1 AND means = $2 AND validity = $3",
                       {std::string_view(text), static_cast<std::int64_t>(means), std::int64_t{validity}},
                       [&](const Row& row) { sum = row.integer(0); });
    return sum;
}

} // namespace onshi::storage
