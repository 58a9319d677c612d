#include "e2e/databases.h"
#include "e2e/exchange.h"
#include "e2e/running_centre.h"
#include "storage/audit_store.h"

#include <algorithm>
#include <atomic>
#include <gmock/gmock.h>
#include <map>
#include <mutex>
#include <ranges>
#include <regex>
#include <thread>

// A copy is made while terminals ask; it is restored elsewhere, and a server on it answers.
namespace onshi::test {

namespace {

const std::string hanako = "SYN-00000001,06139992,架空,１２３４,01,1,見本　花子,ミホン　ハナコ,見本　花子,1985-04-07,2,"
                           "999-0000,架空県見本市例示町１－２－３,2020-04-01,,,20200410:20200401::,";

const std::string no_limit = "[limits]\nrequests_per_second = 100000.0\nburst = 100000.0\n";

/// Terminals that ask without a pause until they are told to stop, and the ids of the answers that reached them.
class Asking
{
public:
    Asking(const RunningCentre& centre, const terminal::Identity& identity)
    {
        for (int i = 0; i < 2; ++i)
            threads_.emplace_back([this, client = std::make_shared<net::Client>(centre.client(identity))] {
                while (!stop_) {
                    const auto response = client->exchange(post(message({})));
                    const std::scoped_lock lock(mutex_);
                    for (const auto& [name, value] : response.headers)
                        if (name == "onshi-answer-id")
                            answered_.push_back(value);
                }
            });
    }
    ~Asking() { stop(); }
    Asking(const Asking&) = delete;
    Asking& operator=(const Asking&) = delete;

    std::vector<std::string> answered()
    {
        const std::scoped_lock lock(mutex_);
        return answered_;
    }
    void stop()
    {
        stop_ = true;
        threads_.clear();
    }

private:
    std::atomic<bool> stop_ = false;
    std::mutex mutex_;
    std::vector<std::string> answered_;
    std::vector<std::jthread> threads_;
};

/// Answer id and event of everything on the record.
std::map<std::string, domain::AuditEvent> record_of(const std::string& url)
{
    std::map<std::string, domain::AuditEvent> record;
    const auto database = storage::open_database(url);
    const auto snapshot = database->begin(storage::Mode::read);
    storage::AuditStore(*snapshot).each(
        [&](const domain::AuditEntry& entry) { record.emplace(entry.answer_id, entry.event); });
    return record;
}

std::string without_time(const std::string& xml)
{
    return std::regex_replace(xml, std::regex("<ProcessExecutionTime>[0-9]*"), "<ProcessExecutionTime>");
}

void back_up_while_asked_and_go_on_elsewhere(RunningCentre& centre, const std::string& elsewhere)
{
    const auto identity = centre.enrol("1319999999");
    const auto answer = centre.client(identity).exchange(post(message({}))).body;
    ASSERT_EQ(text_of(answer, "QualificationValidity"), "1");
    const auto copy = (centre.folder() / "copy").string();
    std::vector<std::string> before;
    {
        Asking asking(centre, identity);
        while ((before = asking.answered()).size() < 50)
            std::this_thread::yield();
        const auto made = centre.onshi({"backup", "--output", copy});
        ASSERT_EQ(made.code, 0) << made.output;
        EXPECT_GT(asking.answered().size(), before.size()) << "nobody was answered while the copy was made";
    }
    EXPECT_EQ(centre.stop(), 0);
    const auto restored = centre.onshi({"restore", "--input", copy, "--database", elsewhere});
    ASSERT_EQ(restored.code, 0) << restored.output;
    const auto again = centre.onshi({"restore", "--input", copy, "--database", elsewhere});
    EXPECT_EQ(again.code, 1) << "something is there now";

    const auto recorded = record_of(elsewhere);
    std::size_t missing = 0;
    for (const auto& id : before)
        missing += 1 - recorded.count(id);
    EXPECT_EQ(missing, 0U) << "of " << before.size() << " answers given before the copy was begun";
    EXPECT_EQ(std::ranges::count(recorded | std::views::values, domain::AuditEvent::database_backed_up), 1);
    centre.restart_on(elsewhere);
    EXPECT_EQ(without_time(centre.client(identity).exchange(post(message({}))).body), without_time(answer));
}

TEST(BackupOverTheSocket, of_sqlite_holds_every_answer_given_before_it_and_a_server_goes_on_with_it)
{
    RunningCentre centre({hanako}, no_limit);
    back_up_while_asked_and_go_on_elsewhere(centre, "sqlite:" + (centre.folder() / "elsewhere.db").string());
}

TEST(BackupOverTheSocket, of_postgresql_holds_every_answer_given_before_it_and_a_server_goes_on_with_it)
{
    RunningCentre centre({hanako}, no_limit + database_section(Engine::postgresql));
    EXPECT_THAT(centre.get_management("/healthz"), testing::HasSubstr("\"database\": \"PostgreSQL 15"));
    back_up_while_asked_and_go_on_elsewhere(centre, new_postgresql_database("elsewhere"));
}

} // namespace

} // namespace onshi::test
