#pragma once

#include "storage/migrations.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

/// The port to a database: everything the stores need, and nothing of any vendor. Two rules keep one SQL for all
/// engines: parameters are $1, $2 ... in any order; dates are ISO text, instants integer microseconds, truth 0 or 1.
/// Errors are base::Fault: (storage), (duplicate) for a unique key, (conflict) for a lost race or a busy database.
namespace onshi::storage {

struct Null
{
};
struct Blob
{
    std::string_view bytes;
};
/// A parameter. Texts and blobs are views: they must live until the call returns.
using Value = std::variant<Null, std::int64_t, std::string_view, Blob>;

/// One row of a result; valid only inside the callback that receives it. A null reads as 0 and as an empty text.
/// What is computed has the engine's own type: CAST a sum AS BIGINT.
class Row
{
public:
    virtual ~Row() = default;
    [[nodiscard]] virtual bool is_null(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0; ///< also a blob's bytes
};

using RowSink = std::function<void(const Row&)>;

/// What is seen and done between begin and commit. Rolled back by the destructor unless committed. One thread at a
/// time. After a statement that failed only ROLLBACK TO a savepoint or the end of the transaction may follow.
class Transaction
{
public:
    virtual ~Transaction() = default;
    /// Runs one statement; `sql` must live as long as the program (statements are prepared once for each address).
    /// Returns the number of rows changed. `sink` may run other statements of this transaction. An engine may hold all
    /// rows of a result in memory: what can be as large as a nation is asked for page by page.
    virtual std::int64_t run(std::string_view sql, std::span<const Value> values, const RowSink& sink) = 0;
    /// Several statements without parameters (schema).
    virtual void script(const std::string& sql) = 0;
    virtual void commit() = 0;

    std::int64_t execute(std::string_view sql, std::initializer_list<Value> values = {})
    {
        return run(sql, {values.begin(), values.size()}, {});
    }
    void query(std::string_view sql, std::initializer_list<Value> values, const RowSink& sink)
    {
        run(sql, {values.begin(), values.size()}, sink);
    }
};

enum class Mode {
    read, ///< a snapshot, taken by the first statement; nothing may be changed
    write ///< exclusive among writers of all servers from its beginning
};

/// What a copy holds: for the operator, who compares.
struct Contents
{
    std::int64_t schema_version = 0;
    std::int64_t audit_entries = 0;

    bool operator==(const Contents&) const = default;
};

/// A database. Any thread may begin a transaction; each transaction stays with one thread.
class Database
{
public:
    virtual ~Database() = default;
    [[nodiscard]] virtual std::unique_ptr<Transaction> begin(Mode mode) = 0;
    /// Writes all that is committed now into that file, which is there and empty, while others read and write on.
    virtual Contents copy_to(const std::filesystem::path& file) = 0;
    /// The steps of its schema, in order.
    [[nodiscard]] virtual std::span<const Migration> migrations() const = 0;
    /// For the summary of a load test and for the log: engine, journal mode, sync setting.
    [[nodiscard]] virtual std::string description() const = 0;
    /// How often the disk was asked to keep what was written, since the start; none where the engine does not tell.
    [[nodiscard]] virtual std::optional<std::uint64_t> syncs() const { return std::nullopt; }
};

/// "sqlite:PATH" (created if missing), "sqlite::memory:" (for tests; lives as long as the object), or a libpq URI
/// "postgresql://...". Error: base::Fault(setup) for another scheme, or a database that cannot be opened or would lose
/// commits.
[[nodiscard]] std::unique_ptr<Database> open_database(const std::string& url);

} // namespace onshi::storage
