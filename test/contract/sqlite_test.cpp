#include "storage/sqlite.h"

#include "contract/engines.h"
#include "support/temporary_folder.h"

namespace onshi::storage {

namespace {

class OnSqlite : public testing::Test
{
protected:
    test::TemporaryFolder folder_;
    const std::string file_ = (folder_ / "onshi.db").string();
};

} // namespace

TEST_F(OnSqlite, it_says_of_itself_how_durable_it_is)
{
    EXPECT_THAT(open_sqlite(file_)->description(),
                testing::MatchesRegex("SQLite 3.*, journal_mode=WAL, synchronous=FULL"));
    EXPECT_THAT(open_sqlite_on_trial(file_, {.vfs = {}, .synchronous = "NORMAL"})->description(),
                testing::HasSubstr("synchronous=NORMAL"));
}

/// SQLite's own "unix-none" has no shared memory, as a network's file system, and keeps journal_mode=delete silently.
TEST_F(OnSqlite, a_disk_that_cannot_hold_the_log_is_refused)
{
    try {
        const auto database = open_sqlite_on_trial(file_, {.vfs = "unix-none", .synchronous = "FULL"});
        FAIL() << database->description();
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.code(), base::FaultCode::setup);
        EXPECT_THAT(fault.what(), testing::HasSubstr("journal_mode=DELETE"));
    }
}

} // namespace onshi::storage
