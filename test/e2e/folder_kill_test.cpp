#include "e2e/exchange.h"
#include "e2e/running_centre.h"
#include "e2e/running_terminal.h"

#include "base/files.h"
#include "storage/audit_store.h"

#include <chrono>
#include <fstream>
#include <gmock/gmock.h>
#include <iostream>
#include <map>
#include <thread>

namespace onshi::test {

namespace {

namespace fs = std::filesystem;

constexpr int requests = 10'000;

std::string suffix(int n)
{
    const auto digits = std::to_string(n);
    return "20260401" + std::string(5 - digits.size(), '0') + digits;
}

/// Every second one asks for a number that nobody has: an answer to another question would be seen.
std::string request(int n)
{
    auto text = message(n % 2 == 0 ? Asked{} : Asked{.number = "９９９９"});
    const std::string placeholder = "202604010001";
    return text.replace(text.find(placeholder), placeholder.size(), suffix(n));
}

/// A receipt computer that fetches whatever is there and deletes it: a result that came twice would be seen twice.
class ReceiptComputer
{
public:
    explicit ReceiptComputer(fs::path results)
        : results_(std::move(results))
    {
    }
    void fetch()
    {
        for (const auto& entry : fs::directory_iterator(results_)) {
            const auto name = entry.path().filename().string();
            if (name.starts_with('.'))
                continue;
            check(name, base::read_file(entry.path()));
            fs::remove(entry.path());
        }
    }
    [[nodiscard]] int fetched() const { return static_cast<int>(times_.size()); }

private:
    void check(const std::string& name, const std::string& xml)
    {
        EXPECT_EQ(++times_[name], 1) << name << " came again";
        const auto identifier = text_of(xml, "ArbitraryFileIdentifier");
        EXPECT_EQ(name, "OQSsiquc01res_" + identifier + ".xml");
        const bool even = !identifier.empty() && (identifier.back() - '0') % 2 == 0;
        EXPECT_EQ(text_of(xml, "QualificationValidity"), even ? "1" : "4") << xml;
    }
    fs::path results_;
    std::map<std::string, int> times_;
};

/// Entries of checks on the record, and the sums of the figures counted beside them.
std::pair<int, std::int64_t> on_record(const fs::path& database, int validity, base::Date around)
{
    const auto opened = storage::open_database("sqlite:" + database.string());
    const auto snapshot = opened->begin(storage::Mode::read);
    storage::AuditStore audits(*snapshot);
    int entries = 0;
    audits.each([&](const domain::AuditEntry& entry) {
        entries += entry.event == domain::AuditEvent::eligibility_checked && entry.outcome == validity ? 1 : 0;
    });
    std::int64_t counted = 0;
    for (int day = -1; day <= 1; ++day) // a run may pass midnight
        counted += audits.counted(around.plus_days(day), domain::Means::certificate, validity);
    return {entries, counted};
}

TEST(FolderKill, ten_thousand_requests_get_one_result_each_though_the_terminal_is_killed_twice_and_the_centre_once)
{
    RunningCentre centre({"SYN-hanako,06139992,架空,１２３４,01,1,見本　花子,ミホン　ハナコ,見本　花子,1985-04-07,2,"
                          "999-0000,架空県見本市例示町１－２－３,2020-04-01,,,,"},
                         "[limits]\nrequests_per_second = 1000000.0\nburst = 1000000.0\n");
    centre.keep_port();
    RunningTerminal terminal(centre, "1319999999", "answer_within_seconds = 0\nin_hand = 64\n",
                             "[log]\nlevel = \"warn\"\n");
    const auto begin = base::SystemClock().now();
    const auto stage = terminal.folder() / "stage";
    fs::create_directory(stage);
    for (int n = 0; n < requests; ++n)
        std::ofstream(stage / ("OQSsiquc01req_" + suffix(n) + ".xml"), std::ios::binary) << request(n);
    for (const auto& entry : fs::directory_iterator(stage))
        fs::rename(entry.path(), terminal.requests() / entry.path().filename());

    ReceiptComputer computer(terminal.results());
    int kills = 0;
    const auto limit = begin + std::chrono::seconds(800); // hangs end some day; how long it takes is no matter here
    while (computer.fetched() < requests && base::SystemClock().now() < limit) {
        computer.fetch();
        std::this_thread::sleep_for(std::chrono::milliseconds(20)); // the processors are for those who work
        if ((kills == 0 && computer.fetched() > requests / 5) || (kills == 2 && computer.fetched() > requests / 2)) {
            terminal.kill();
            terminal.start();
            ++kills;
        } else if (kills == 1 && computer.fetched() > requests / 3) {
            centre.kill_and_restart();
            ++kills;
        }
    }
    EXPECT_EQ(kills, 3);
    std::this_thread::sleep_for(std::chrono::seconds(1)); // what would come twice
    computer.fetch();
    EXPECT_EQ(computer.fetched(), requests);
    EXPECT_EQ(terminal.stop(), 0) << terminal.log();
    const auto took = base::SystemClock().now() - begin;
    std::cout << "shown: " << requests
              << " request files, terminal killed twice and centre once: " << computer.fetched() << " results in "
              << std::chrono::duration_cast<std::chrono::seconds>(took).count() << " s\n";

    EXPECT_TRUE(fs::is_empty(terminal.requests()));
    EXPECT_TRUE(fs::is_empty(terminal.results())) << "hidden files are left";
    EXPECT_EQ(centre.stop(), 0);
    for (const int validity : {1, 4}) {
        const auto [entries, counted] = on_record(centre.folder() / "onshi.db", validity, base::jst_date(begin));
        EXPECT_EQ(entries, requests / 2) << validity;
        EXPECT_EQ(counted, requests / 2) << validity;
    }
}

} // namespace

} // namespace onshi::test
