#include "storage/migrate.h"

#include "base/fault.h"
#include "storage/coverage_store.h"
#include "storage/migrations.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace onshi::storage {

// The build has compared it with the other engine's.
int schema_version() { return sqlite_migrations().back().number; }

namespace {

int read_version(Transaction& transaction)
{
    transaction.script("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
    int version = 0;
    transaction.query("SELECT version FROM schema_version", {},
                      [&](const Row& row) { version = static_cast<int>(row.integer(0)); });
    return version;
}

/// The step that changes how keys are hashed: SQL alone cannot do it. Only SQLite has databases as old as that.
constexpr int keys_by_insurer = 2;

void take(Transaction& transaction, const Migration& next)
{
    transaction.script(std::string(next.sql));
    if (next.number == keys_by_insurer)
        CoverageStore(transaction).rebuild_keys();
    transaction.execute("DELETE FROM schema_version");
    transaction.execute("INSERT INTO schema_version (version) VALUES ($1)", {std::int64_t{next.number}});
}

/// Takes the next step, or an empty database all the way: a server that starts beside this one must never see it half
/// made. The version it had is read in the same transaction that changes it. How many steps.
int advance(Database& database)
{
    const auto transaction = database.begin(Mode::write);
    const int version = read_version(*transaction);
    if (version > schema_version())
        throw base::Fault(base::FaultCode::setup, "the database has schema version " + std::to_string(version) +
                                                      ", this program knows " + std::to_string(schema_version()) +
                                                      "; install the newer program");
    const auto steps = database.migrations();
    const auto first = std::ranges::upper_bound(steps, version, {}, &Migration::number);
    const auto last = version == 0 || first == steps.end() ? steps.end() : std::next(first);
    std::for_each(first, last, [&](const Migration& next) { take(*transaction, next); });
    transaction->commit();
    return static_cast<int>(std::distance(first, last));
}

} // namespace

int version_of(Database& database)
{
    // Only read, if there is something to read: beside a busy server it may take long to get the turn to write.
    try {
        int version = 0;
        database.begin(Mode::read)->query("SELECT version FROM schema_version", {}, [&](const Row& row) {
            version = static_cast<int>(row.integer(0));
        });
        return version;
    } catch (const base::Fault&) { // no such table, or it will be told again
        const auto transaction = database.begin(Mode::write);
        const int version = read_version(*transaction);
        transaction->commit();
        return version;
    }
}

int migrate(Database& database)
{
    int steps = 0;
    while (const int taken = advance(database))
        steps += taken;
    return steps;
}

void expect_current(Database& database)
{
    const int version = version_of(database);
    if (version == 0)
        migrate(database);
    else if (version != schema_version())
        throw base::Fault(base::FaultCode::setup, "the database has schema version " + std::to_string(version) +
                                                      ", this program needs " + std::to_string(schema_version()) +
                                                      "; run: onshi migrate");
}

} // namespace onshi::storage
