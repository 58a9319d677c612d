#include "contract/engines.h"

#include <gmock/gmock.h>
#include <thread>

// What the contract does not say, since only a database with a server of its own can get it wrong.
namespace onshi::storage {

namespace {

using testing::HasSubstr;

/// What open_database says; empty if it opens.
std::string refusal(const std::string& url)
{
    try {
        static_cast<void>(open_database(url));
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.code(), base::FaultCode::setup);
        return fault.what();
    }
    return {};
}

TEST(OnPostgresql, a_role_whose_commits_a_power_cut_takes_away_is_refused)
{
    for (const char* good : {"on", "local", "remote_apply"})
        EXPECT_EQ(refusal(postgresql_url() + "&options=-csynchronous_commit%3D" + good), "") << good;
    EXPECT_THAT(refusal(postgresql_url() + "&options=-csynchronous_commit%3Doff"),
                HasSubstr("synchronous_commit is off, set it to on"));
    ASSERT_EQ(psql("ALTER ROLE onshi SET synchronous_commit = off").code, 0);
    EXPECT_THAT(refusal(postgresql_url()), HasSubstr("synchronous_commit is off"));
    ASSERT_EQ(psql("ALTER ROLE onshi RESET synchronous_commit").code, 0);
    EXPECT_EQ(refusal(postgresql_url()), "");
}

TEST(OnPostgresql, a_database_whose_commits_a_power_cut_takes_away_is_refused)
{
    const auto url = test::new_postgresql_database("careless");
    EXPECT_EQ(refusal(url), "");
    ASSERT_EQ(psql("ALTER DATABASE careless SET synchronous_commit = off").code, 0);
    EXPECT_THAT(refusal(url), HasSubstr("synchronous_commit is off, set it to on"));
    EXPECT_EQ(refusal(postgresql_url()), "") << "its neighbour in the same cluster is not careless";
    ASSERT_EQ(psql("DROP DATABASE careless").code, 0);
}

TEST(OnPostgresql, a_server_that_does_not_sync_is_refused)
{
    const auto set = [](const std::string& setting, const std::string& value) {
        ASSERT_EQ(psql("ALTER SYSTEM SET " + setting + " = " + value).code, 0);
        ASSERT_EQ(psql("SELECT pg_reload_conf()").code, 0);
        while (psql("SHOW " + setting).output != value + "\n")
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
    };
    for (const char* setting : {"fsync", "full_page_writes"}) {
        set(setting, "off");
        EXPECT_THAT(refusal(postgresql_url()), HasSubstr(std::string(setting) + " is off, set it to on"));
        set(setting, "on");
        EXPECT_EQ(refusal(postgresql_url()), "");
    }
}

TEST(OnPostgresql, a_url_that_cannot_be_used_is_told_without_its_password)
{
    const auto unreadable = refusal("postgresql://onshi:geheim@[::1/onshi");
    EXPECT_THAT(unreadable, testing::AllOf(HasSubstr("cannot read it"), testing::Not(HasSubstr("geheim"))));
    const auto nobody_there = refusal("postgresql://onshi:geheim@/onshi?host=/nonexistent");
    EXPECT_THAT(nobody_there, testing::AllOf(HasSubstr("cannot open"), testing::Not(HasSubstr("geheim"))));
    EXPECT_THAT(refusal("mysql://host/onshi"), HasSubstr("postgresql://"));
}

TEST(OnPostgresql, the_next_of_several_hosts_is_taken)
{
    const auto socket = postgresql_url().substr(postgresql_url().find("host=") + 5);
    EXPECT_EQ(refusal("postgres:///postgres?host=/nonexistent," + socket), "");
}

TEST(OnPostgresql, it_says_what_it_is)
{
    EXPECT_THAT(open_database(postgresql_url())->description(),
                testing::MatchesRegex("PostgreSQL 15.*, fsync=on, synchronous_commit=on"));
}

TEST(OnPostgresql, connections_that_broke_while_they_waited_are_not_used_again)
{
    const auto database = open_database(postgresql_url() + "&application_name=breaking");
    { // three wait
        const auto a = database->begin(Mode::read), b = database->begin(Mode::read), c = database->begin(Mode::read);
    }
    const auto broken = [] {
        return psql("SELECT COUNT(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
                    "WHERE application_name = 'breaking'")
            .output;
    };
    EXPECT_EQ(broken(), "3\n");
    for (int i = 0; i < 4; ++i)
        committed(*database, [](Transaction& t) { t.execute("SELECT 1"); });
    auto transaction = database->begin(Mode::write);
    EXPECT_EQ(broken(), "1\n");
    EXPECT_THROW(transaction->commit(), base::Fault) << "what was not committed is never called so";
    transaction.reset();
    committed(*database, [](Transaction& t) { t.execute("SELECT 1"); });
}

TEST(OnPostgresql, a_commit_after_a_failed_statement_is_none)
{
    const auto database = open_database(postgresql_url());
    const auto transaction = database->begin(Mode::write);
    EXPECT_THROW(transaction->execute("SELECT nothing FROM nowhere"), base::Fault);
    EXPECT_THROW(transaction->commit(), base::Fault);
}

TEST(OnPostgresql, a_message_that_quotes_a_value_is_not_told)
{
    const auto database = open_database(postgresql_url());
    try {
        seen(*database, [](Transaction& t) {
            return t.execute("SELECT CAST(CAST($1 AS TEXT) AS BIGINT)", {std::string_view("geheim")});
        });
        FAIL() << "a word is no number";
    } catch (const base::Fault& fault) {
        EXPECT_THAT(fault.what(), testing::AllOf(HasSubstr("SQLSTATE 22P02"), testing::Not(HasSubstr("geheim"))));
    }
}

TEST(OnPostgresql, a_writer_that_waits_too_long_for_another_servers_is_told_so)
{
    const auto one = open_database(postgresql_url());
    const auto other = open_database(postgresql_url() + "&options=-clock_timeout%3D100");
    const auto writing = one->begin(Mode::write);
    try {
        static_cast<void>(other->begin(Mode::write));
        FAIL() << "two writers at once";
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.code(), base::FaultCode::conflict);
    }
    static_cast<void>(other->begin(Mode::read)); // readers do not wait
}

TEST(OnPostgresql, every_text_is_ordered_by_its_bytes_and_every_integer_has_64_bits)
{
    const auto database = open_database(postgresql_url());
    committed(*database, [](Transaction& t) { t.script("DROP SCHEMA public CASCADE; CREATE SCHEMA public"); });
    expect_current(*database);
    std::string wrong;
    seen(*database, [&](Transaction& t) {
        t.query("SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns "
                "WHERE table_schema = 'public' AND table_name <> 'schema_version' AND "
                "NOT (data_type IN ('bigint', 'bytea') OR data_type = 'text' AND COALESCE(collation_name, '') = 'C')",
                {}, [&](const Row& row) { wrong.append(row.text(0)).append(".").append(row.text(1)).append(" "); });
        return 0;
    });
    EXPECT_EQ(wrong, "");
}

} // namespace

} // namespace onshi::storage
