#include "e2e/databases.h"
#include "e2e/exchange.h"
#include "e2e/running_centre.h"
#include "storage/migrate.h"

#include <filesystem>
#include <gmock/gmock.h>

// A program of today meets the database of an older one.
namespace onshi::test {

namespace {

using testing::HasSubstr;

constexpr int older = 3; // the first version that both engines had

/// 見本　花子 and those who know her, as that version kept them. The key is what every release makes of 06139992 and
/// 架空・1234 (storage/coverage_store.cpp).
constexpr const char* rows_of_then =
    "CREATE TABLE schema_version (version INTEGER NOT NULL); INSERT INTO schema_version VALUES (3);"
    "UPDATE knowledge SET through = 5;"
    "INSERT INTO insurer VALUES ('06139992', 5, '見本健康保険組合');"
    "INSERT INTO facility VALUES ('1319999999', 5, '見本診療所', 0);"
    "INSERT INTO person (code, person_id) VALUES ('SYN-00000001', 1);"
    "INSERT INTO insured_key VALUES (-2990491501936466840, 1);"
    "INSERT INTO coverage VALUES (1, 1, 5, '06139992', '架空', '１２３４', '01', 1, 1, '見本　花子', '', '', '', '', "
    "'1985-04-07', 2, 0, '', '', '2020-04-01', NULL, NULL, '20200410:20200401::', '', '', '', 0, 0)";

class MigrateOverTheSocket : public testing::TestWithParam<Engine>
{
protected:
    /// The URL of the database of a centre that stands still; nothing is in it any more.
    std::string emptied()
    {
        if (GetParam() == Engine::postgresql)
            return new_postgresql_database("centre");
        for (const char* file : {"onshi.db", "onshi.db-wal", "onshi.db-shm"})
            std::filesystem::remove(centre_.folder() / file);
        return "sqlite:" + (centre_.folder() / "onshi.db").string();
    }
    void go_back()
    {
        const auto database = storage::open_database(emptied());
        const auto transaction = database->begin(storage::Mode::write);
        for (const auto& step : database->migrations())
            if (step.number <= older)
                transaction->script(std::string(step.sql));
        transaction->script(rows_of_then);
        transaction->commit();
    }

    RunningCentre centre_{{}, database_section(GetParam())};
};

TEST_P(MigrateOverTheSocket, an_older_database_is_refused_until_onshi_migrate_has_brought_it_here)
{
    ASSERT_EQ(centre_.stop(), 0);
    go_back();
    const auto refused = start_in_vain(centre_);
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.output, HasSubstr("the database has schema version 3, "));
    EXPECT_THAT(refused.output, HasSubstr("run: onshi migrate"));

    const auto steps = "steps taken: " + std::to_string(storage::schema_version() - older) + "\n";
    const auto migrated = centre_.onshi({"migrate"});
    EXPECT_EQ(migrated.code, 0) << migrated.output;
    EXPECT_THAT(migrated.output, HasSubstr(steps));
    EXPECT_THAT(centre_.onshi({"migrate"}).output, HasSubstr("steps taken: 0\n")) << "it is there";

    centre_.start_again();
    const auto answer = centre_.client(centre_.enrol("1319999999")).exchange(post(message({}))).body;
    EXPECT_EQ(text_of(answer, "QualificationValidity"), "1");
    EXPECT_EQ(text_of(answer, "Name"), "見本　花子");
}

INSTANTIATE_TEST_SUITE_P(Engines, MigrateOverTheSocket, testing::Values(Engine::sqlite, Engine::postgresql),
                         engine_name);

} // namespace

} // namespace onshi::test
