#include "e2e/databases.h"
#include "e2e/exchange.h"
#include "e2e/running_centre.h"

#include <gmock/gmock.h>
#include <regex>

// What would lose acknowledged answers in a power cut is not served from (doc/durability.md).
namespace onshi::test {

namespace {

using testing::HasSubstr;

TEST(PostgresqlRefusedOverTheSocket, a_role_whose_commits_a_power_cut_takes_away_is_not_served_and_the_setting_is_named)
{
    const auto url = new_postgresql_database("centre");
    RunningCentre centre({}, database_section(url));
    ASSERT_EQ(centre.stop(), 0);
    ASSERT_EQ(psql("CREATE ROLE careless SUPERUSER LOGIN").code, 0);
    ASSERT_EQ(psql("ALTER ROLE careless SET synchronous_commit = off").code, 0);
    const auto as_careless = std::regex_replace(url, std::regex("user=onshi"), "user=careless");
    const auto refused = start_in_vain(centre, {"--database", as_careless});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.output, HasSubstr("synchronous_commit is off, set it to on"));

    ASSERT_EQ(psql("ALTER ROLE careless SET synchronous_commit = on").code, 0);
    centre.restart_on(as_careless);
    EXPECT_EQ(centre.client(centre.enrol("1319999999")).exchange(post(message({}))).status, 200);
}

} // namespace

} // namespace onshi::test
