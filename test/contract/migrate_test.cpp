#include "contract/engines.h"

#include "base/fault.h"
#include "storage/coverage_store.h"
#include "storage/migrations.h"

#include <atomic>
#include <gmock/gmock.h>
#include <thread>

namespace onshi::storage {

namespace {

class MigrateContract : public OnEveryEngine
{
};

TEST_P(MigrateContract, an_empty_database_is_brought_to_the_current_version)
{
    EXPECT_EQ(version_of(empty_database()), 0);
    const auto steps = empty_database().migrations();
    EXPECT_EQ(migrate(empty_database()), static_cast<int>(steps.size()));
    EXPECT_EQ(version_of(empty_database()), schema_version());
    EXPECT_EQ(migrate(empty_database()), 0);
}

TEST_P(MigrateContract, servers_that_start_at_once_on_an_empty_database_all_find_it_ready)
{
    std::vector<std::unique_ptr<Database>> servers;
    for (int i = 0; i < 4 && is_durable(); ++i) // a database in memory has one server
        servers.push_back(reopened());
    std::atomic<int> refused = 0;
    {
        std::vector<std::jthread> threads;
        for (auto& server : servers)
            threads.emplace_back([&] {
                try {
                    expect_current(*server);
                } catch (const std::exception& error) {
                    ++refused;
                    ADD_FAILURE() << error.what();
                }
            });
    }
    EXPECT_EQ(refused, 0);
    EXPECT_EQ(version_of(database()), schema_version());
}

/// "table.column", "null" where it may be null, for each column of each table in its order.
std::vector<std::string> columns(Database& database, std::string_view sql)
{
    std::vector<std::string> found;
    seen(database, [&](Transaction& t) {
        t.query(sql, {}, [&](const Row& row) {
            found.push_back(std::string(row.text(0)) + "." + std::string(row.text(1)) + " " + std::string(row.text(2)));
        });
        return 0;
    });
    return found;
}

TEST_P(MigrateContract, every_engine_has_the_same_tables_and_columns)
{
    const auto sqlite = open_database("sqlite::memory:");
    expect_current(*sqlite);
    const auto wanted =
        columns(*sqlite, "SELECT m.name, p.name, CASE WHEN p.\"notnull\" + p.pk > 0 THEN 'NO' ELSE 'YES' "
                         "END FROM sqlite_master AS m, pragma_table_info(m.name) AS p "
                         "WHERE m.type = 'table' ORDER BY m.name, p.cid");
    ASSERT_GT(wanted.size(), 100U);
    if (GetParam() != Engine::postgresql)
        return; // it is the one to compare with
    EXPECT_EQ(columns(database(), "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), "
                                  "CAST(is_nullable AS TEXT) FROM information_schema.columns "
                                  "WHERE table_schema = 'public' ORDER BY table_name COLLATE \"C\", ordinal_position"),
              wanted);
}

TEST_P(MigrateContract, another_version_is_refused_and_says_what_mends_it)
{
    expect_current(empty_database());
    committed(empty_database(), [](Transaction& t) { t.execute("UPDATE schema_version SET version = 999"); });
    try {
        expect_current(empty_database());
        FAIL() << "accepted";
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.code(), base::FaultCode::setup);
        EXPECT_THAT(fault.what(), testing::HasSubstr("999"));
        EXPECT_THAT(fault.what(), testing::HasSubstr("onshi migrate"));
    }
    EXPECT_THROW(migrate(empty_database()), base::Fault) << "a newer database is never touched";
}

TEST_P(MigrateContract, rows_of_an_older_version_are_all_there_afterwards)
{
    constexpr int older = 3; // the first that both engines had
    committed(empty_database(), [&](Transaction& t) {
        for (const auto& step : empty_database().migrations())
            if (step.number <= older)
                t.script(std::string(step.sql));
        t.script(
            "CREATE TABLE schema_version (version INTEGER NOT NULL); INSERT INTO schema_version VALUES (3);"
            "INSERT INTO person (code, person_id) VALUES ('SYN-00000001', 1), ('SYN-00000002', 2);"
            "INSERT INTO coverage VALUES "
            "(1, 1, 5, '06139992', '架空', '１２３４', '01', 1, 1, '見本　花', '', '', '', '', '1985-04-07', 2, 0, "
            "'', '', '2020-04-01', NULL, NULL, '20200410:20200401::', '', '', '', 0, 0),"
            "(1, 1, 7, '06139992', '架空', '１２３４', '01', 1, 1, '見本　花子', '', '', '', '', '1985-04-07', 2, "
            "0, '', '', '2020-04-01', '2026-04-01', 3, '20200410:20200401::', '', '', '', 0, 0),"
            "(2, 1, 5, '139998', '', '7', '', 1, 1, '例示　太郎', '', '', '', '', '1953-05-02', 1, 0, '', '', "
            "'2010-04-01', NULL, NULL, '', '', '', '', 1, 0)");
    });
    migrate(empty_database());
    const auto names = [&](std::int64_t known_through) {
        std::string all;
        seen(empty_database(), [&](Transaction& t) {
            CoverageStore(t).each(base::Instant(std::chrono::microseconds(known_through)),
                                  [&](std::string_view code, const std::vector<domain::Coverage>& spells) {
                                      all.append(code.substr(11));
                                      for (const auto& spell : spells)
                                          all += " " + spell.name + (spell.lost ? " " + spell.lost->iso() : "") +
                                                 (spell.undisclosed ? " !" : "") + ";";
                                  });
            return 0;
        });
        return all;
    };
    EXPECT_EQ(names(7), "1 見本　花子 2026-04-01;2 例示　太郎 !;");
    EXPECT_EQ(names(6), "1 見本　花;2 例示　太郎 !;");
    EXPECT_EQ(names(4), "12");
}

TEST(MigrateOnSqlite, rows_of_the_first_version_are_found_with_what_their_single_certificate_said)
{
    const auto database = open_database("sqlite::memory:");
    committed(*database, [](Transaction& t) {
        t.script("CREATE TABLE schema_version (version INTEGER NOT NULL); INSERT INTO schema_version VALUES (1)");
        t.script(std::string(sqlite_migrations()[0].sql));
        t.script("INSERT INTO person VALUES (1, 'SYN-00000001'), (2, 'SYN-00000002'), (3, 'SYN-00000003');"
                 "INSERT INTO coverage VALUES "
                 "(1, 1, 5, '06139992', '架空', '１２３４', '01', 1, '見本　花子', '', '', '1985-04-07', 2, '', '', "
                 "'2020-04-01', '2026-04-01', '03', '2020-04-10', '2020-04-01', NULL, NULL),"
                 "(2, 1, 5, '39139993', '', '00012345', '', 1, '例示　太郎', '', '', '1948-01-15', 1, '', '', "
                 "'2023-01-15', NULL, '', NULL, '2025-08-01', '2026-07-31', 10),"
                 "(3, 1, 5, '139998', '見本', '7', '', 1, '高齢　受子', '', '', '1953-05-02', 2, '', '', "
                 "'2010-04-01', NULL, '', NULL, '2025-08-01', '2026-07-31', 20)");
    });
    EXPECT_EQ(migrate(*database), static_cast<int>(database->migrations().size()) - 1);
    const auto row = [&](const char* insurer, const domain::InsuredId& id) {
        return seen(*database, [&](Transaction& t) {
            return CoverageStore(t).held_under(test::insurer(insurer), id, base::Instant::max()).at(0).spells.at(0);
        });
    };
    const auto worker = row("06139992", test::insured_id("架空", "1234"));
    EXPECT_EQ(worker.loss_reason, domain::LossReason::other_insurance);
    EXPECT_EQ(domain::write_list(worker.certificates), "20200410:20200401::");
    const auto late = row("39139993", test::insured_id("", "00012345"));
    EXPECT_EQ(domain::write_list(late.certificates), ":20250801:20260731:10");
    const auto elder = row("139998", test::insured_id("見本", "7"));
    EXPECT_EQ(domain::write_list(elder.elderly_certificates), ":20250801:20260731:20");
    committed(*database, [](Transaction& t) { // the people kept their numbers
        CoverageStore store(t);
        EXPECT_EQ(store.find_to_put(test::person("SYN-00000003"), test::hanako()).person, 3);
        EXPECT_EQ(store.find_to_put(test::person("SYN-00000004"), test::hanako()).person, 4);
    });
}

ONSHI_ON_EVERY_ENGINE(MigrateContract);

} // namespace

} // namespace onshi::storage
