#include "storage/sqlite.h"

#include "base/fault.h"
#include "base/files.h"
#include "storage/backup.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <sqlite3.h>
#include <thread>
#include <unordered_map>
#include <vector>

namespace onshi::storage {

namespace {

[[noreturn]] void fail(sqlite3* handle, int code, std::string_view doing)
{
    using base::FaultCode;
    const int primary = code & 0xff;
    auto what = FaultCode::storage;
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
        what = FaultCode::duplicate;
    else if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED)
        what = FaultCode::conflict;
    // sqlite3_errmsg names tables and columns, never values.
    throw base::Fault(what, std::string(doing) + ": " + (handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code)));
}

class SqliteRow final : public Row
{
public:
    explicit SqliteRow(sqlite3_stmt* statement)
        : statement_(statement)
    {
    }
    bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
    std::string_view text(int column) const override
    {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

private:
    sqlite3_stmt* statement_;
};

/// A prepared statement and the slot of each $n: SQLite numbers $n by first appearance, not by n.
struct Prepared
{
    struct Finalize
    {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement;
    std::vector<int> slots;
};

/// The library counts its memory under one lock for all threads unless it is told not to, before its first use.
void count_no_memory()
{
    static const int ignored = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(ignored);
}

/// The write-ahead log of one database file, as its connections see it grow.
struct WriteAheadLog
{
    std::atomic<int> frames = 0; ///< pages in it
    std::atomic<std::uint64_t> syncs = 0;

    /// Moves what nobody reads from the log any more into the file. Gives the frames moved since the log began.
    int checkpoint(sqlite3* handle)
    {
        int moved = 0;
        sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, &moved);
        syncs += 2; // the log, then the file
        return moved;
    }
    /// SQLite calls it after each commit. With synchronous=FULL a commit is one sync of the log.
    static int on_commit(void* log, sqlite3* handle, const char*, int frames)
    {
        auto& self = *static_cast<WriteAheadLog*>(log);
        self.frames = frames;
        ++self.syncs;
        // The checkpointer lags behind a long load: from 64 MB on the writer lends a hand, so that the log begins anew.
        constexpr int most_frames = 16'384;
        if (frames >= most_frames)
            self.checkpoint(handle);
        return SQLITE_OK;
    }
};

/// One connection with its prepared statements.
class Connection
{
public:
    Connection(const std::string& path, const SqliteOnTrial& trial, WriteAheadLog& log)
    {
        count_no_memory();
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
        sqlite3* opened = nullptr;
        const int code = sqlite3_open_v2(path.c_str(), &opened, flags, trial.vfs.empty() ? nullptr : trial.vfs.c_str());
        handle_.reset(opened); // to be closed even if it could not be opened
        if (code != SQLITE_OK)
            throw base::Fault(base::FaultCode::setup, "cannot open database " + path + ": " + sqlite3_errstr(code));
        sqlite3_busy_timeout(handle_.get(), 10'000);
        // Room for the texts of a whole row, so that reading one takes nothing from the heap.
        sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_LOOKASIDE, nullptr, 512, 256);
        // WAL lets readers go on while the committer writes; FULL syncs the log at each commit. Reading by pread with
        // an own cache beats mmap once the file is larger than memory (doc/decisions, storage layout).
        script("PRAGMA journal_mode=WAL; PRAGMA synchronous=" + trial.synchronous +
               "; PRAGMA mmap_size=0; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;");
        sqlite3_wal_hook(handle_.get(), &WriteAheadLog::on_commit, &log);
        expect_durable(path, trial);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    int checkpoint(WriteAheadLog& log) { return log.checkpoint(handle_.get()); }

    /// "journal_mode=WAL, synchronous=FULL", as SQLite says of itself.
    [[nodiscard]] std::string durability()
    {
        return "journal_mode=" + journal_mode() + ", synchronous=" + synchronous();
    }

    void script(const std::string& sql)
    {
        if (const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK)
            fail(handle_.get(), code, "script");
    }

    std::int64_t run(std::string_view sql, std::span<const Value> values, const RowSink& sink)
    {
        const Prepared& prepared = prepare(sql);
        sqlite3_stmt* const statement = prepared.statement.get();
        const ResetAtEnd reset{statement};
        for (std::size_t i = 0; i < values.size(); ++i)
            bind(prepared, i, values[i]);
        const SqliteRow row(statement);
        int code = SQLITE_ROW;
        while ((code = sqlite3_step(statement)) == SQLITE_ROW)
            if (sink)
                sink(row);
        if (code != SQLITE_DONE)
            fail(handle_.get(), code, sql);
        return sqlite3_changes64(handle_.get());
    }

private:
    struct ResetAtEnd
    {
        sqlite3_stmt* statement;
        ~ResetAtEnd()
        {
            sqlite3_reset(statement);
            sqlite3_clear_bindings(statement);
        }
    };

    /// A journal mode that a disk cannot hold (a network's has no shared memory) is not an error to SQLite: it stays
    /// with another one.
    void expect_durable(const std::string& path, const SqliteOnTrial& trial)
    {
        if (journal_mode() != (path == ":memory:" ? "MEMORY" : "WAL") || synchronous() != trial.synchronous)
            throw base::Fault(base::FaultCode::setup, "database " + path + ": " + durability() +
                                                          ": this disk does not hold journal_mode=WAL, synchronous=" +
                                                          trial.synchronous + "; put the file on a local disk");
    }

    std::string journal_mode()
    {
        std::string mode;
        run("PRAGMA journal_mode", {}, [&](const Row& row) { mode = row.text(0); });
        std::ranges::transform(mode, mode.begin(), [](char c) { return static_cast<char>(std::toupper(c)); });
        return mode;
    }

    std::string synchronous()
    {
        constexpr std::array names{"OFF", "NORMAL", "FULL", "EXTRA"};
        std::string level;
        run("PRAGMA synchronous", {},
            [&](const Row& row) { level = names.at(static_cast<std::size_t>(row.integer(0))); });
        return level;
    }

    const Prepared& prepare(std::string_view sql)
    {
        // Literals have one address each: the pointer is the key, so that no text is hashed on the hot path.
        if (const auto found = prepared_.find(sql.data()); found != prepared_.end())
            return found->second;
        sqlite3_stmt* made = nullptr;
        const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                            SQLITE_PREPARE_PERSISTENT, &made, nullptr);
        Prepared prepared;
        prepared.statement.reset(made);
        if (code != SQLITE_OK)
            fail(handle_.get(), code, sql);
        for (int n = 1;; ++n) {
            const int slot = sqlite3_bind_parameter_index(made, ("$" + std::to_string(n)).c_str());
            if (slot == 0)
                break;
            prepared.slots.push_back(slot);
        }
        return prepared_.emplace(sql.data(), std::move(prepared)).first->second;
    }

    void bind(const Prepared& prepared, std::size_t index, const Value& value)
    {
        ONSHI_CHECK(index < prepared.slots.size());
        const int slot = prepared.slots[index];
        sqlite3_stmt* to = prepared.statement.get();
        int code = SQLITE_OK;
        // The bytes live until run() returns, so SQLite need not copy them.
        if (const auto* number = std::get_if<std::int64_t>(&value))
            code = sqlite3_bind_int64(to, slot, *number);
        else if (const auto* text = std::get_if<std::string_view>(&value))
            code = sqlite3_bind_text64(to, slot, text->data() ? text->data() : "", text->size(), SQLITE_STATIC,
                                       SQLITE_UTF8);
        else if (const auto* blob = std::get_if<Blob>(&value))
            code = sqlite3_bind_blob64(to, slot, blob->bytes.data() ? blob->bytes.data() : "", blob->bytes.size(),
                                       SQLITE_STATIC);
        else
            code = sqlite3_bind_null(to, slot);
        if (code != SQLITE_OK)
            fail(handle_.get(), code, "bind");
    }

    struct Close
    {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    std::unique_ptr<sqlite3, Close> handle_;
    std::unordered_map<const char*, Prepared> prepared_; // last: statements go before their connection
};

/// Connections that wait to be used again. A file has as many as threads want at once; a database in memory has one,
/// which threads take in turn.
class Pool
{
public:
    Pool(std::string path, SqliteOnTrial trial, std::size_t most)
        : path_(std::move(path))
        , trial_(std::move(trial))
        , most_(most)
    {
        auto first = take(); // now: a wrong path is told at the start, not at the first request
        durability_ = first->durability();
        give_back(std::move(first));
    }

    std::unique_ptr<Connection> take()
    {
        std::unique_lock lock(mutex_);
        returned_.wait(lock, [this] { return !idle_.empty() || open_ < most_; });
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
        ++open_; // before opening, so that no second thread opens past the limit
        lock.unlock();
        try {
            return std::make_unique<Connection>(path_, trial_, log_);
        } catch (...) {
            lock.lock();
            --open_;
            throw;
        }
    }

    void give_back(std::unique_ptr<Connection> connection)
    {
        {
            const std::scoped_lock lock(mutex_);
            idle_.push_back(std::move(connection));
        }
        returned_.notify_one();
    }

    WriteAheadLog& log() { return log_; }
    [[nodiscard]] const std::string& durability() const { return durability_; }

private:
    const std::string path_;
    const SqliteOnTrial trial_;
    WriteAheadLog log_;
    const std::size_t most_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t open_ = 0;
    std::string durability_;
};

class SqliteTransaction final : public Transaction
{
public:
    SqliteTransaction(Pool& pool, Mode mode)
        : pool_(pool)
        , connection_(pool.take())
    {
        try {
            connection_->run(mode == Mode::write ? "BEGIN IMMEDIATE" : "BEGIN", {}, {});
        } catch (...) {
            pool_.give_back(std::move(connection_));
            throw;
        }
    }
    ~SqliteTransaction() override
    {
        if (!connection_)
            return;
        try {
            connection_->run("ROLLBACK", {}, {});
            pool_.give_back(std::move(connection_));
        } catch (const base::Fault&) {
            // SQLite has rolled back by itself (disk full, for one); the connection is clean again.
            pool_.give_back(std::move(connection_));
        }
    }
    SqliteTransaction(const SqliteTransaction&) = delete;
    SqliteTransaction& operator=(const SqliteTransaction&) = delete;

    std::int64_t run(std::string_view sql, std::span<const Value> values, const RowSink& sink) override
    {
        return connection_->run(sql, values, sink);
    }
    void script(const std::string& sql) override { connection_->script(sql); }
    void commit() override
    {
        connection_->run("COMMIT", {}, {});
        pool_.give_back(std::move(connection_));
    }

private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;
};

/// Moves the log into the file beside the writer, a little at a time: if the writer did it, the answers of a whole
/// batch would wait for it.
class Checkpointer
{
public:
    explicit Checkpointer(Pool& pool)
        : pool_(pool)
        , thread_([this] { loop(); })
    {
    }
    ~Checkpointer()
    {
        {
            const std::scoped_lock lock(mutex_);
            ending_ = true;
        }
        wake_.notify_one();
        thread_.join();
    }
    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;

private:
    void loop()
    {
        constexpr std::chrono::milliseconds pause{100};
        constexpr int worth_while = 1'000; // 4 MB
        int moved = 0;
        std::unique_lock lock(mutex_);
        while (!wake_.wait_for(lock, pause, [this] { return ending_; })) {
            const int frames = pool_.log().frames;
            if (frames < moved) // the log has begun anew
                moved = 0;
            if (frames - moved < worth_while)
                continue;
            lock.unlock();
            moved = checkpoint();
            lock.lock();
        }
    }

    /// A disk that fails is told by the next commit; here there is nobody to tell.
    int checkpoint()
    {
        try {
            auto connection = pool_.take();
            const int moved = connection->checkpoint(pool_.log());
            pool_.give_back(std::move(connection));
            return moved;
        } catch (const base::Fault&) {
            return 0;
        }
    }

    Pool& pool_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    std::thread thread_;
};

class SqliteDatabase final : public Database
{
public:
    SqliteDatabase(const std::string& path, const SqliteOnTrial& trial)
        : pool_(path, trial, path == ":memory:" ? 1 : 1000)
    {
    }
    std::unique_ptr<Transaction> begin(Mode mode) override { return std::make_unique<SqliteTransaction>(pool_, mode); }
    Contents copy_to(const std::filesystem::path& file) override
    {
        auto connection = pool_.take();
        try {
            const auto name = file.string();
            const std::array<Value, 1> values{std::string_view(name)};
            connection->run("VACUUM INTO $1", values, {});
        } catch (...) {
            pool_.give_back(std::move(connection));
            throw;
        }
        pool_.give_back(std::move(connection));
        return contents_of(*open_sqlite(file.string())->begin(Mode::read)); // what was written, not what was meant
    }
    std::span<const Migration> migrations() const override { return sqlite_migrations(); }
    std::string description() const override
    {
        return std::string("SQLite ") + sqlite3_libversion() + ", " + pool_.durability();
    }

    std::optional<std::uint64_t> syncs() const override { return pool_.log().syncs; }

private:
    mutable Pool pool_;
    Checkpointer checkpointer_{pool_};
};

} // namespace

std::unique_ptr<Database> open_sqlite(const std::string& path) { return open_sqlite_on_trial(path, {}); }

std::unique_ptr<Database> open_sqlite_on_trial(const std::string& path, const SqliteOnTrial& trial)
{
    return std::make_unique<SqliteDatabase>(path, trial);
}

Contents restore_sqlite(const std::string& path, const std::filesystem::path& copy)
{
    // The log of a database that was removed would be taken for the new one's.
    for (const char* end : {"", "-wal", "-shm", "-journal"})
        if (std::filesystem::exists(path + end))
            throw base::Fault(base::FaultCode::setup,
                              path + end + " is there: a copy is restored only where nothing is");
    return written_beside(path, [&](const std::filesystem::path& beside) {
        std::filesystem::copy_file(copy, beside, std::filesystem::copy_options::overwrite_existing);
        return contents_of(*open_sqlite(beside.string())->begin(Mode::read));
    });
}

} // namespace onshi::storage
