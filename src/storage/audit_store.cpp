#include "storage/audit_store.h"

#include "storage/values.h"

namespace onshi::storage {

using domain::AuditEntry;

namespace {

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

void AuditStore::append(const AuditEntry& e)
{
    transaction_.execute(
        "INSERT INTO audit_entry (answer_id, at, event, caller_class, caller_id, holder, outcome, details, "
        "known_through, idempotency_key, person_id, salt, person_commitment, request_commitment, rule_book, leaf_hash) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        {std::string_view(e.answer_id), column_of(e.at), static_cast<std::int64_t>(e.event),
         std::string_view(domain::name_of(e.caller.cls)), std::string_view(e.caller.id),
         std::string_view(e.caller.holder), std::int64_t{e.outcome}, std::string_view(e.details),
         column_of(e.known_through),
         e.idempotency_key.empty() ? Value(Null{}) : Value(std::string_view(e.idempotency_key)),
         e.person ? Value(*e.person) : Value(Null{}), Blob{e.salt}, Blob{e.person_commitment},
         Blob{e.request_commitment}, Blob{e.rule_book}, Blob{e.leaf_hash}});
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

void AuditStore::count(const domain::Usage& usage, std::string_view server_id)
{
    const auto day = usage.day.iso();
    transaction_.execute("INSERT INTO usage_counter (day, facility, means, validity, server_id, count) "
                         "VALUES ($1, $2, $3, $4, $5, 1) ON CONFLICT (day, facility, means, validity, server_id) "
                         "DO UPDATE SET count = usage_counter.count + 1",
                         {std::string_view(day), std::string_view(usage.facility),
                          static_cast<std::int64_t>(usage.means), std::int64_t{usage.validity}, server_id});
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
