#pragma once

#include "storage/database.h"
#include "storage/migrate.h"
#include "support/cluster.h"
#include "support/samples.h"
#include "support/temporary_folder.h"
#include "support/test_environment.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <memory>
#include <string>

namespace onshi::storage {

/// The engines that the contract is held to. Each test gets an empty database of each. PostgreSQL is the cluster of
/// scripts/with-postgresql, beside which ctest runs these tests one after another.
enum class Engine { sqlite_memory, sqlite_file, postgresql };

using test::postgresql_url;
using test::psql;

class OnEveryEngine : public testing::TestWithParam<Engine>
{
protected:
    OnEveryEngine()
        : database_(open_database(url()))
    {
        if (GetParam() != Engine::postgresql)
            return;
        const auto transaction = database_->begin(Mode::write);
        transaction->script("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        transaction->commit();
    }

    Database& empty_database() { return *database_; }
    Database& database()
    {
        expect_current(*database_);
        return *database_;
    }
    /// A second, independent way into the same database; only where it outlives its connections.
    std::unique_ptr<Database> reopened() { return open_database(url()); }
    /// Whether it outlives its connections, of which it then has as many as threads want.
    [[nodiscard]] static bool is_durable() { return GetParam() != Engine::sqlite_memory; }
    /// The engine's word for a column of bytes.
    [[nodiscard]] static std::string bytes_type() { return GetParam() == Engine::postgresql ? "BYTEA" : "BLOB"; }

    /// A second place of the same engine where nothing is.
    std::string another_url()
    {
        return GetParam() == Engine::sqlite_file ? url() + ".another" : test::new_postgresql_database("another");
    }
    /// For files of the test; goes with it.
    const std::filesystem::path& folder() { return folder_.path(); }

    std::string url()
    {
        if (GetParam() == Engine::postgresql)
            return postgresql_url();
        if (GetParam() == Engine::sqlite_memory)
            return "sqlite::memory:";
        return "sqlite:" + (folder() / "test.db").string();
    }

private:
    const test::TemporaryFolder folder_;
    std::unique_ptr<Database> database_;
};

inline std::string engine_name(const testing::TestParamInfo<Engine>& info)
{
    switch (info.param) {
    case Engine::sqlite_memory:
        return "sqlite_memory";
    case Engine::sqlite_file:
        return "sqlite_file";
    case Engine::postgresql:
        return "postgresql";
    }
    return "unknown";
}

#define ONSHI_ON_EVERY_ENGINE(suite)                                                                                   \
    INSTANTIATE_TEST_SUITE_P(                                                                                          \
        Engines, suite, testing::Values(Engine::sqlite_memory, Engine::sqlite_file, Engine::postgresql), engine_name)

/// Runs `f` in a write transaction and commits it.
template<class F>
auto committed(Database& database, F f)
{
    const auto transaction = database.begin(Mode::write);
    if constexpr (std::is_void_v<std::invoke_result_t<F, Transaction&>>) {
        f(*transaction);
        transaction->commit();
    } else {
        auto result = f(*transaction);
        transaction->commit();
        return result;
    }
}

/// Runs `f` on a snapshot.
template<class F>
auto seen(Database& database, F f)
{
    const auto transaction = database.begin(Mode::read);
    return f(*transaction);
}

} // namespace onshi::storage
