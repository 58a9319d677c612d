#include "storage/postgresql.h"

#include "base/fault.h"
#include "storage/backup.h"
#include "storage/child_program.h"

#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <libpq-fe.h>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace onshi::storage {

namespace {

/// Numbers of the built-in types; they are part of the protocol and never change.
namespace type {
constexpr Oid boolean = 16, bytea = 17, name = 19, int8 = 20, int2 = 21, int4 = 23, text = 25, varchar = 1043;
}

/// Any number, the same for every onshi: writers of one database take turns.
constexpr const char* begin_write = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;"
                                    "SELECT pg_advisory_xact_lock(1869509480)";
constexpr const char* begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

struct ClearResult
{
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

base::FaultCode fault_of(std::string_view state)
{
    if (state == "23505")
        return base::FaultCode::duplicate;
    if (state == "40001" || state == "40P01" || state == "55P03")
        return base::FaultCode::conflict;
    return base::FaultCode::storage;
}

/// PostgreSQL quotes values of rows in the detail of many errors, and in the message of some: of those about data (22)
/// and constraints (23) only the state and the names are told.
bool may_quote_values(std::string_view state)
{
    return state.starts_with("22") || state.starts_with("23") || state.starts_with("P0");
}

[[noreturn]] void fail(PGconn* handle, const PGresult* result, std::string_view doing)
{
    const auto field = [&](int code) {
        const char* text = result ? PQresultErrorField(result, code) : nullptr;
        return std::string(text ? text : "");
    };
    const auto state = field(PG_DIAG_SQLSTATE);
    std::string what(doing);
    if (state.empty()) // not from the server: libpq's own words about the connection
        what += std::string(": ") + PQerrorMessage(handle);
    else if (may_quote_values(state))
        what += ": SQLSTATE " + state + " " + field(PG_DIAG_TABLE_NAME) + " " + field(PG_DIAG_CONSTRAINT_NAME);
    else
        what += ": SQLSTATE " + state + ": " + field(PG_DIAG_MESSAGE_PRIMARY);
    throw base::Fault(fault_of(state), what);
}

class PostgresqlRow final : public Row
{
public:
    PostgresqlRow(const PGresult* result, int row)
        : result_(result)
        , row_(row)
    {
    }
    bool is_null(int column) const override { return PQgetisnull(result_, row_, column) == 1; }
    std::int64_t integer(int column) const override
    {
        if (is_null(column))
            return 0;
        switch (PQftype(result_, column)) {
        case type::int8:
            return read<std::int64_t>(column);
        case type::int4:
            return read<std::int32_t>(column);
        case type::int2:
            return read<std::int16_t>(column);
        case type::boolean:
            return *PQgetvalue(result_, row_, column);
        }
        throw base::Bug("column " + std::to_string(column) + " is no integer: CAST it AS BIGINT");
    }
    std::string_view text(int column) const override
    {
        const Oid of = PQftype(result_, column);
        ONSHI_CHECK(of == type::text || of == type::bytea || of == type::varchar || of == type::name);
        return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }

private:
    template<class T>
    T read(int column) const
    {
        T value{};
        std::memcpy(&value, PQgetvalue(result_, row_, column), sizeof value);
        return std::byteswap(value); // the network's order
    }

    const PGresult* result_;
    int row_;
};

/// The parameters of one execution in libpq's form. The arrays are kept from one to the next.
class Parameters
{
public:
    void set(std::span<const Value> values, std::span<const Oid> types)
    {
        ONSHI_CHECK(values.size() == types.size());
        pointers.assign(values.size(), nullptr); // null
        lengths.assign(values.size(), 0);
        formats.assign(values.size(), 1); // binary
        numbers_.resize(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (const auto* number = std::get_if<std::int64_t>(&values[i]))
                set_number(i, *number, types[i]);
            else if (const auto* text = std::get_if<std::string_view>(&values[i]))
                set_bytes(i, *text, types[i] == type::text || types[i] == type::varchar);
            else if (const auto* blob = std::get_if<Blob>(&values[i]))
                set_bytes(i, blob->bytes, types[i] == type::bytea);
        }
    }

    std::vector<const char*> pointers;
    std::vector<int> lengths, formats;

private:
    void set_number(std::size_t i, std::int64_t number, Oid type)
    {
        auto& bytes = numbers_[i];
        if (type == type::int8) {
            number = std::byteswap(number);
            std::memcpy(bytes.data(), &number, sizeof number);
            lengths[i] = sizeof number;
        } else { // whatever the server takes it for reads decimal digits
            *std::to_chars(bytes.begin(), bytes.end(), number).ptr = '\0';
            formats[i] = 0;
        }
        pointers[i] = bytes.data();
    }
    void set_bytes(std::size_t i, std::string_view bytes, bool type_fits)
    {
        ONSHI_CHECK(type_fits);
        pointers[i] = bytes.data() ? bytes.data() : "";
        lengths[i] = static_cast<int>(bytes.size());
    }

    std::vector<std::array<char, 24>> numbers_;
};

struct Prepared
{
    std::string name;
    std::vector<Oid> types; ///< of the parameters, as the server understood the statement
};

/// One connection with its prepared statements.
class Connection
{
public:
    explicit Connection(const std::string& url)
    {
        // What stands before dbname is overruled by the URL, what stands after it is not.
        const std::array keywords{
            "fallback_application_name", "connect_timeout", "keepalives_idle", "keepalives_interval",
            "tcp_user_timeout",          "dbname",          "client_encoding", static_cast<const char*>(nullptr)};
        const std::array values{"onshi", "10",        "30",   "10", // a server that is gone is noticed within a minute
                                "30000", url.c_str(), "UTF8", static_cast<const char*>(nullptr)};
        handle_ = PQconnectdbParams(keywords.data(), values.data(), 1);
        try {
            if (PQstatus(handle_) != CONNECTION_OK)
                throw base::Fault(base::FaultCode::setup,
                                  std::string("cannot open the database: ") + PQerrorMessage(handle_));
            PQsetNoticeProcessor(handle_, [](void*, const char*) {}, nullptr); // nothing but errors is for anybody
            script("SET standard_conforming_strings = on;"
                   "SELECT set_config('lock_timeout', '10s', false) WHERE current_setting('lock_timeout') = '0'");
            expect_durable();
        } catch (...) {
            PQfinish(handle_);
            throw;
        }
    }
    ~Connection() { PQfinish(handle_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Alive and outside of any transaction.
    [[nodiscard]] bool is_clean() const
    {
        return PQstatus(handle_) == CONNECTION_OK && PQtransactionStatus(handle_) == PQTRANS_IDLE;
    }
    [[nodiscard]] bool is_alive() const { return PQstatus(handle_) == CONNECTION_OK; }

    /// Several statements at once; the result of the last.
    Result script(const char* sql)
    {
        Result result(PQexec(handle_, sql));
        expect_good(result.get(), "script");
        return result;
    }

    std::int64_t run(std::string_view sql, std::span<const Value> values, const RowSink& sink)
    {
        const Prepared& prepared = prepare(sql);
        parameters_.set(values, prepared.types);
        const Result result(PQexecPrepared(handle_, prepared.name.c_str(), static_cast<int>(values.size()),
                                           parameters_.pointers.data(), parameters_.lengths.data(),
                                           parameters_.formats.data(), 1));
        expect_good(result.get(), sql);
        if (sink)
            for (int row = 0; row < PQntuples(result.get()); ++row)
                sink(PostgresqlRow(result.get(), row));
        const std::string_view changed = PQcmdTuples(result.get());
        std::int64_t count = 0;
        std::from_chars(changed.data(), changed.data() + changed.size(), count);
        return count;
    }

    [[nodiscard]] std::string description()
    {
        return "PostgreSQL " + setting("server_version") + ", fsync=" + setting("fsync") +
               ", synchronous_commit=" + setting("synchronous_commit");
    }

private:
    void expect_good(const PGresult* result, std::string_view doing)
    {
        const auto status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            fail(handle_, result, doing);
    }

    std::string setting(const std::string& name) { return PQgetvalue(script(("SHOW " + name).c_str()).get(), 0, 0); }

    void expect_durable()
    {
        constexpr int oldest = 150'000;
        std::string wrong;
        for (const char* name : {"fsync", "full_page_writes", "synchronous_commit"})
            if (setting(name) == "off")
                wrong += std::string(name) + " is off, set it to on (postgresql.conf, ALTER ROLE or ALTER DATABASE): "
                                             "an answer could leave whose record a power cut takes away; ";
        if (PQserverVersion(handle_) < oldest)
            wrong += "version " + setting("server_version") + " is too old, 15 is needed; ";
        if (setting("server_encoding") != "UTF8")
            wrong += "server_encoding is not UTF8, make the database with ENCODING 'UTF8'; ";
        if (!wrong.empty())
            throw base::Fault(base::FaultCode::setup, "PostgreSQL: " + wrong.substr(0, wrong.size() - 2));
    }

    const Prepared& prepare(std::string_view sql)
    {
        // Literals have one address each: the pointer is the key, so that no text is hashed on the hot path.
        if (const auto found = prepared_.find(sql.data()); found != prepared_.end())
            return found->second;
        Prepared prepared{"s" + std::to_string(++last_name_), {}};
        const char* name = prepared.name.c_str();
        expect_good(Result(PQprepare(handle_, name, std::string(sql).c_str(), 0, nullptr)).get(), sql);
        const Result described(PQdescribePrepared(handle_, name));
        expect_good(described.get(), sql);
        for (int i = 0; i < PQnparams(described.get()); ++i)
            prepared.types.push_back(PQparamtype(described.get(), i));
        return prepared_.emplace(sql.data(), std::move(prepared)).first->second;
    }

    PGconn* handle_ = nullptr;
    std::unordered_map<const char*, Prepared> prepared_;
    int last_name_ = 0;
    Parameters parameters_;
};

/// Connections that wait to be used again; as many as threads want at once.
class Pool
{
public:
    explicit Pool(std::string url)
        : url_(std::move(url))
    {
    }

    /// A connection in which `statement` has begun a transaction.
    std::unique_ptr<Connection> begin(const char* statement)
    {
        while (auto connection = idle()) {
            try {
                connection->script(statement);
                return connection;
            } catch (const base::Fault&) {
                if (connection->is_alive()) {
                    end(std::move(connection));
                    throw;
                }
                // It broke while it waited, as all do when the server restarts: nothing was begun, take another.
            }
        }
        auto connection = std::make_unique<Connection>(url_);
        connection->script(statement);
        return connection;
    }

    /// Rolls back what is left of a transaction. What is not clean afterwards is thrown away.
    void end(std::unique_ptr<Connection> connection)
    {
        try {
            if (!connection->is_clean())
                connection->script("ROLLBACK");
        } catch (const base::Fault&) {
            return;
        }
        const std::scoped_lock lock(mutex_);
        idle_.push_back(std::move(connection));
    }

private:
    std::unique_ptr<Connection> idle()
    {
        const std::scoped_lock lock(mutex_);
        if (idle_.empty())
            return nullptr;
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }

    const std::string url_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Connection>> idle_;
};

class PostgresqlTransaction final : public Transaction
{
public:
    PostgresqlTransaction(Pool& pool, Mode mode)
        : pool_(pool)
        , connection_(pool.begin(mode == Mode::write ? begin_write : begin_read))
    {
    }
    ~PostgresqlTransaction() override
    {
        if (connection_)
            pool_.end(std::move(connection_));
    }
    PostgresqlTransaction(const PostgresqlTransaction&) = delete;
    PostgresqlTransaction& operator=(const PostgresqlTransaction&) = delete;

    std::int64_t run(std::string_view sql, std::span<const Value> values, const RowSink& sink) override
    {
        return connection_->run(sql, values, sink);
    }
    void script(const std::string& sql) override { connection_->script(sql.c_str()); }
    void commit() override
    {
        const auto result = connection_->script("COMMIT");
        // After a failed statement PostgreSQL answers COMMIT with a rollback, and calls that a success.
        if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
            throw base::Fault(base::FaultCode::storage, "COMMIT: rolled back, since a statement had failed");
        pool_.end(std::move(connection_));
    }

private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;
};

/// libpq's word about a URI that it cannot read repeats it, password and all.
[[noreturn]] void fail_to_read_url()
{
    throw base::Fault(base::FaultCode::setup, "database url: PostgreSQL cannot read it; write it like "
                                              "postgresql://user@host:5432/onshi?sslmode=verify-full");
}

/// How pg_dump and pg_restore come to the same database: what is secret goes by the environment, which only the same
/// user can see, and all else by the command line, which everybody can.
struct WayIn
{
    explicit WayIn(const std::string& url)
    {
        const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
            PQconninfoParse(url.c_str(), nullptr), &PQconninfoFree);
        if (!options)
            fail_to_read_url();
        for (const auto* option = options.get(); option->keyword != nullptr; ++option) {
            if (option->val == nullptr)
                continue;
            if (*option->dispchar != '*')
                connection += option->keyword + quoted(option->val);
            else if (option->envvar != nullptr)
                variables.push_back(std::string(option->envvar) + "=" + option->val);
            else
                throw base::Fault(base::FaultCode::setup, std::string("database url: with ") + option->keyword +
                                                              " in it there is no backup; use a key without one");
        }
    }

    std::string connection; ///< keyword = 'value' ...
    std::vector<std::string> variables;

private:
    static std::string quoted(std::string_view value)
    {
        std::string text = "='";
        for (const char c : value) {
            if (c == '\'' || c == '\\')
                text += '\\';
            text += c;
        }
        return text + "' ";
    }
};

class PostgresqlDatabase final : public Database
{
public:
    explicit PostgresqlDatabase(const std::string& url)
        : url_(url)
        , pool_(url)
    {
        auto connection = std::make_unique<Connection>(url); // now: what is wrong is told at the start
        description_ = connection->description();
        pool_.end(std::move(connection));
    }
    std::unique_ptr<Transaction> begin(Mode mode) override
    {
        return std::make_unique<PostgresqlTransaction>(pool_, mode);
    }
    Contents copy_to(const std::filesystem::path& file) override
    {
        // pg_dump writes what this snapshot sees, so what is told is what the file holds.
        const auto transaction = begin(Mode::read);
        std::string snapshot;
        transaction->query("SELECT pg_export_snapshot()", {}, [&](const Row& row) { snapshot = row.text(0); });
        const WayIn way(url_);
        run_program({"pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--snapshot=" + snapshot,
                     "--file=" + file.string(), "--dbname=" + way.connection},
                    way.variables);
        return contents_of(*transaction);
    }
    std::span<const Migration> migrations() const override { return postgresql_migrations(); }
    std::string description() const override { return description_; }

private:
    const std::string url_;
    Pool pool_;
    std::string description_;
};

void expect_empty(Database& database)
{
    std::int64_t tables = 0;
    database.begin(Mode::read)
        ->query("SELECT COUNT(*) FROM information_schema.tables "
                "WHERE table_schema NOT IN ('pg_catalog', 'information_schema')",
                {}, [&](const Row& row) { tables = row.integer(0); });
    if (tables != 0)
        throw base::Fault(base::FaultCode::setup,
                          "the database has tables: a copy is restored only into an empty one (createdb)");
}

} // namespace

std::unique_ptr<Database> open_postgresql(const std::string& url)
{
    auto* options = PQconninfoParse(url.c_str(), nullptr);
    if (!options)
        fail_to_read_url();
    PQconninfoFree(options);
    return std::make_unique<PostgresqlDatabase>(url);
}

Contents restore_postgresql(const std::string& url, const std::filesystem::path& copy)
{
    const auto database = open_postgresql(url);
    expect_empty(*database);
    const WayIn way(url);
    run_program({"pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges",
                 "--dbname=" + way.connection, copy.string()},
                way.variables);
    return contents_of(*database->begin(Mode::read));
}

} // namespace onshi::storage
