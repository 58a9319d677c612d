#include "contract/engines.h"

#include "base/fault.h"

#include <gmock/gmock.h>

namespace onshi::storage {

namespace {

class MigrateContract : public OnEveryEngine
{
};

TEST_P(MigrateContract, an_empty_database_is_brought_to_the_current_version)
{
    EXPECT_EQ(version_of(empty_database()), 0);
    EXPECT_EQ(migrate(empty_database()), schema_version());
    EXPECT_EQ(version_of(empty_database()), schema_version());
    EXPECT_EQ(migrate(empty_database()), 0);
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

ONSHI_ON_EVERY_ENGINE(MigrateContract);

} // namespace

} // namespace onshi::storage
