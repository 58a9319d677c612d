#include "terminal/exchange/expiry.h"

#include "support/temporary_folder.h"

#include <gmock/gmock.h>

namespace onshi::terminal {

namespace {

using namespace std::chrono_literals;

TEST(Expiry, only_results_older_than_their_stay_are_deleted)
{
    const test::TemporaryFolder folder;
    for (const char* name : {"OQSsiquc01res_old.xml", "OQSsiquc01res_old.err", "OQSsiquc01res_new.xml", "notes.txt"})
        folder.write(name, "x");
    const auto now = std::filesystem::last_write_time(folder / "notes.txt");
    for (const char* name : {"OQSsiquc01res_old.xml", "OQSsiquc01res_old.err", "notes.txt"})
        std::filesystem::last_write_time(folder / name, now - 1441min);
    std::filesystem::last_write_time(folder / "OQSsiquc01res_new.xml", now - 1439min);
    EXPECT_EQ(delete_expired(folder.path(), 1440min, now), 2U);
    EXPECT_THAT(folder.names(), testing::UnorderedElementsAre("OQSsiquc01res_new.xml", "notes.txt"));
    EXPECT_EQ(delete_expired(folder / "missing", 1440min, now), 0U);
}

} // namespace

} // namespace onshi::terminal
