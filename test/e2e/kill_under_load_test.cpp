#include "e2e/exchange.h"
#include "e2e/running_centre.h"

#include "base/fault.h"
#include "storage/audit_store.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <gmock/gmock.h>
#include <iostream>
#include <mutex>
#include <random>
#include <set>
#include <thread>

namespace onshi::test {

namespace {

constexpr int kills = 20;
constexpr int terminals = 6;
constexpr std::size_t least_before_a_kill = 50;

/// The ids of the answers that clients received whole. Any thread.
class Received
{
public:
    void add(const net::Response& response)
    {
        ASSERT_EQ(response.status, 200) << response.body;
        ASSERT_EQ(text_of(response.body, "QualificationValidity"), "1");
        const auto id = std::ranges::find(response.headers, "onshi-answer-id", &net::Headers::value_type::first);
        ASSERT_NE(id, response.headers.end());
        const std::scoped_lock lock(mutex_);
        EXPECT_TRUE(ids_.insert(id->second).second) << "two answers have one id";
    }
    [[nodiscard]] std::size_t count() const
    {
        const std::scoped_lock lock(mutex_);
        return ids_.size();
    }
    /// Returns once there are so many more; false if they have not come within a minute.
    [[nodiscard]] bool wait_for(std::size_t more) const
    {
        const auto enough = count() + more;
        for (int waited = 0; count() < enough; ++waited) {
            if (waited == 60'000)
                return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return true;
    }
    [[nodiscard]] std::set<std::string> ids() const
    {
        const std::scoped_lock lock(mutex_);
        return ids_;
    }

private:
    mutable std::mutex mutex_;
    std::set<std::string> ids_;
};

/// A terminal that asks as fast as it is answered, until the server is gone.
void ask_without_end(net::Client client, const std::atomic<bool>& over, Received& received)
{
    try {
        while (!over)
            received.add(client.exchange(post(message({}))));
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.code(), base::FaultCode::network) << fault.what();
    }
}

/// The checks on the record: their answer ids, and how many entries there are.
std::pair<std::set<std::string>, std::size_t> on_record(const std::filesystem::path& database)
{
    std::set<std::string> ids;
    std::size_t entries = 0;
    const auto opened = storage::open_database("sqlite:" + database.string());
    const auto snapshot = opened->begin(storage::Mode::read);
    storage::AuditStore(*snapshot).each([&](const domain::AuditEntry& entry) {
        if (entry.event != domain::AuditEvent::eligibility_checked)
            return;
        ids.insert(entry.answer_id);
        ++entries;
    });
    return {ids, entries};
}

TEST(KillUnderLoad, every_answer_that_a_client_received_is_on_the_record)
{
    const char* const given = std::getenv("ONSHI_KILL_SEED");
    const std::uint64_t seed = given ? std::stoull(given) : std::random_device()();
    std::mt19937_64 random(seed);
    RunningCentre centre({"SYN-hanako,06139992,架空,１２３４,01,1,見本　花子,ミホン　ハナコ,見本　花子,1985-04-07,2,"
                          "999-0000,架空県見本市例示町１－２－３,2020-04-01,,,,"},
                         "[limits]\nrequests_per_second = 1000000.0\nburst = 1000000.0\n");
    const auto clinic = centre.enrol("1319999999");
    Received received;
    for (int i = 0; i < kills; ++i) {
        std::atomic<bool> over = false;
        std::vector<std::jthread> asking;
        asking.reserve(terminals);
        for (int t = 0; t < terminals; ++t)
            asking.emplace_back(ask_without_end, centre.client(clinic), std::cref(over), std::ref(received));
        // Counted in answers, so that a slow machine's kills fall into the same work as a fast one's.
        EXPECT_TRUE(received.wait_for(least_before_a_kill + random() % 200)) << "hardly anything is answered";
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000)); // not always just after an answer
        centre.kill_and_restart();
        over = true;
        received.add(centre.client(clinic).exchange(post(message({})))); // it serves again
    }
    EXPECT_EQ(centre.stop(), 0);

    const auto told = received.ids();
    const auto [ids, entries] = on_record(centre.folder() / "onshi.db");
    std::cout << "shown: " << kills << " kills under load (seed " << seed << "), each after " << least_before_a_kill
              << " answers at least: " << told.size() << " answers received, " << entries << " checks on the record\n";
    EXPECT_TRUE(std::ranges::includes(ids, told)) << "seed " << seed;
    EXPECT_EQ(ids.size(), entries) << "an answer id stands twice";
    EXPECT_GE(told.size(), least_before_a_kill * kills) << "hardly anything was asked: the kills show nothing";
}

} // namespace

} // namespace onshi::test
