#include "storage/backup.h"

#include "contract/engines.h"
#include "storage/audit_store.h"
#include "storage/coverage_store.h"
#include "storage/register_store.h"

#include <atomic>
#include <fstream>
#include <gmock/gmock.h>
#include <thread>

namespace onshi::storage {

namespace {

using test::instant;
using testing::HasSubstr;

const auto moment = instant("2026-04-01T09:00:00+09:00");

domain::AuditEntry entry(const std::string& answer_id)
{
    domain::AuditEntry e;
    e.answer_id = answer_id;
    e.at = moment;
    e.event = domain::AuditEvent::eligibility_checked;
    e.caller = {.cls = domain::CallerClass::terminal, .id = "serial", .holder = test::clinic, .facility = {}};
    e.idempotency_key = answer_id;
    e.salt = std::string("\0\xff", 2);
    return e;
}

class BackupContract : public OnEveryEngine
{
protected:
    void append(const std::string& answer_id)
    {
        committed(database(), [&](Transaction& t) { AuditStore(t).append(entry(answer_id)); });
    }
    std::filesystem::path copy() { return folder() / "copy"; }
    /// What a fault says; empty if there is none.
    static std::string told(const std::function<void()>& f)
    {
        try {
            f();
        } catch (const base::Fault& fault) {
            return fault.what();
        }
        return {};
    }
};

TEST_P(BackupContract, what_was_committed_is_restored_elsewhere)
{
    if (!is_durable())
        return; // nobody makes a copy of what goes with its process
    append("a1");
    append("a2");
    committed(database(), [](Transaction& t) {
        CoverageStore store(t);
        const auto code = test::person("SYN-00000001");
        EXPECT_EQ(store.put(store.find_to_put(code, test::hanako()), test::hanako(), moment), Put::added);
        EXPECT_EQ(RegisterStore(t).advance(moment), moment);
    });
    const Contents expected{schema_version(), 2};
    EXPECT_EQ(back_up(database(), copy()), expected);
    EXPECT_EQ(std::filesystem::status(copy()).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    append("a3"); // after the copy

    const auto elsewhere = another_url();
    EXPECT_EQ(restore(elsewhere, copy()), expected);
    const auto restored = open_database(elsewhere);
    expect_current(*restored);
    const auto held = seen(*restored, [](Transaction& t) {
        EXPECT_EQ(RegisterStore(t).known_through(), moment);
        EXPECT_EQ(AuditStore(t).by_key("serial", "a2")->salt, std::string("\0\xff", 2));
        EXPECT_FALSE(AuditStore(t).by_key("serial", "a3"));
        return CoverageStore(t).held_under(test::hanako().insurer, test::hanako().id, moment);
    });
    ASSERT_EQ(held.size(), 1U);
    EXPECT_THAT(held[0].spells, testing::ElementsAre(test::hanako()));
    committed(*restored, [](Transaction& t) { AuditStore(t).append(entry("a4")); }); // and it goes on from there
    std::vector<std::string> ids;
    seen(*restored, [&](Transaction& t) {
        AuditStore(t).each([&](const domain::AuditEntry& e) { ids.push_back(e.answer_id); });
        return 0;
    });
    EXPECT_THAT(ids, testing::ElementsAre("a1", "a2", "a4"));
}

TEST_P(BackupContract, nothing_is_overwritten)
{
    if (!is_durable())
        return;
    append("a1");
    back_up(database(), copy());
    EXPECT_THAT(told([&] { back_up(database(), copy()); }), HasSubstr("copy"));
    const auto before = told([&] { restore(url(), copy()); });
    EXPECT_THAT(before, HasSubstr("a copy is restored only"));
    EXPECT_TRUE(seen(database(), [](Transaction& t) { return AuditStore(t).by_key("serial", "a1"); }));
    EXPECT_FALSE(std::filesystem::exists(copy().string() + ".part"));
}

TEST_P(BackupContract, what_is_no_copy_is_not_restored_and_leaves_the_place_empty)
{
    if (!is_durable())
        return;
    back_up(database(), copy());
    std::ofstream(folder() / "torn") << "PGDMP is how one begins, SQLite format 3 the other";
    const auto elsewhere = another_url();
    EXPECT_NE(told([&] { restore(elsewhere, folder() / "torn"); }), "");
    EXPECT_EQ(restore(elsewhere, copy()), (Contents{schema_version(), 0})) << "the place is still free";
}

TEST_P(BackupContract, a_copy_made_while_others_write_holds_whole_transactions_and_all_that_was_there_before)
{
    if (!is_durable())
        return;
    expect_current(empty_database());
    std::atomic<int> pairs = 0;
    std::jthread writer([&](const std::stop_token& end) {
        while (!end.stop_requested()) {
            committed(empty_database(), [&](Transaction& t) {
                AuditStore(t).append(entry("a" + std::to_string(pairs)));
                AuditStore(t).append(entry("b" + std::to_string(pairs)));
            });
            ++pairs;
        }
    });
    while (pairs < 20)
        std::this_thread::yield();
    const int before = pairs;
    const auto contents = back_up(database(), copy());
    const int after = pairs;
    writer.request_stop();
    EXPECT_EQ(contents.audit_entries % 2, 0) << "half a transaction";
    EXPECT_GE(contents.audit_entries, 2 * before);
    EXPECT_LE(contents.audit_entries, 2 * (after + 1));
    EXPECT_EQ(restore(another_url(), copy()), contents) << "what was told is what the file holds";
}

ONSHI_ON_EVERY_ENGINE(BackupContract);

/// Puts a program of that name before all others, which writes down how it was called and then fails.
class InsteadOf
{
public:
    InsteadOf(const std::filesystem::path& folder, const std::string& program)
        : record_(folder / "called")
    {
        const auto file = folder / program;
        std::ofstream(file) << "#!/bin/sh\n{ echo \"$@\"; echo \"password $PGPASSWORD\"; } >'" << record_.string()
                            << "'\necho 'first line' >&2\necho 'DETAIL: what rows hold' >&2\nexit 3\n";
        std::filesystem::permissions(file, std::filesystem::perms::owner_all);
        ::setenv("PATH", (folder.string() + ":" + path_).c_str(), 1);
    }
    ~InsteadOf() { ::setenv("PATH", path_.c_str(), 1); }
    InsteadOf(const InsteadOf&) = delete;
    InsteadOf& operator=(const InsteadOf&) = delete;

    [[nodiscard]] std::string how_it_was_called() const
    {
        std::ifstream in(record_);
        return {std::istreambuf_iterator(in), {}};
    }

private:
    std::string path_ = std::getenv("PATH");
    std::filesystem::path record_;
};

class BackupOnPostgresql : public BackupContract
{
};

TEST_P(BackupOnPostgresql, the_password_is_on_no_command_line_and_only_the_first_line_of_a_failure_is_told)
{
    const auto with_password = open_database(url() + "&password=it%27s%20geheim");
    expect_current(*with_password);
    const InsteadOf fake(folder(), "pg_dump");
    const auto what = told([&] { back_up(*with_password, copy()); });
    EXPECT_THAT(what, testing::AllOf(HasSubstr("first line"), testing::Not(HasSubstr("DETAIL"))));
    EXPECT_THAT(fake.how_it_was_called(), HasSubstr("password it's geheim\n"));
    EXPECT_THAT(fake.how_it_was_called(), HasSubstr("user='onshi'"));
    EXPECT_EQ(fake.how_it_was_called().find("geheim"), fake.how_it_was_called().rfind("geheim"));
    EXPECT_FALSE(std::filesystem::exists(copy()));
    EXPECT_FALSE(std::filesystem::exists(copy().string() + ".part"));
}

INSTANTIATE_TEST_SUITE_P(Engines, BackupOnPostgresql, testing::Values(Engine::postgresql), engine_name);

} // namespace

} // namespace onshi::storage
