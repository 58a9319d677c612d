#include "terminal/exchange/outbox.h"

#include "support/temporary_folder.h"

#include <gmock/gmock.h>

namespace onshi::terminal {

namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class OutboxOfAJournal : public testing::Test
{
protected:
    OutboxOfAJournal() { std::filesystem::create_directory(res_); }

    void owe(const std::string& id)
    {
        const Debt debt{.id = id, .results = res_, .message = "<XmlMsg/>"};
        journal_.owe({&debt, 1});
    }
    void wait_for(std::size_t count) const
    {
        for (int looks = 0; looks < 1'000 && paid_count_ < count; ++looks)
            std::this_thread::sleep_for(10ms);
        ASSERT_EQ(paid_count_, count);
    }
    [[nodiscard]] Result result(const std::string& name) const { return {res_, name, "<XmlMsg>" + name + "</XmlMsg>"}; }
    std::unique_ptr<Outbox> make(Delivery delivery = Delivery::rename)
    {
        return std::make_unique<Outbox>(environment_, journal_, delivery,
                                        [this](std::span<const Journal::Paid> paid) { paid_count_ += paid.size(); });
    }

    base::SystemClock clock_;
    base::SystemRandom random_;
    base::Environment environment_{clock_, random_, true};
    test::TemporaryFolder folder_;
    const std::filesystem::path res_ = folder_ / "res";
    Journal journal_{folder_ / "journal"};
    std::atomic<std::size_t> paid_count_ = 0;
};

TEST_F(OutboxOfAJournal, results_reach_their_folder_in_both_ways)
{
    for (const auto delivery : {Delivery::rename, Delivery::in_place}) {
        const auto outbox = make(delivery);
        paid_count_ = 0;
        owe("1");
        outbox->put({.id = "1", .result = result("OQSsiquc01res_1.xml")});
        wait_for(1);
        EXPECT_EQ(folder_.read("res/OQSsiquc01res_1.xml"), "<XmlMsg>OQSsiquc01res_1.xml</XmlMsg>");
        EXPECT_FALSE(outbox->trouble());
        std::filesystem::remove(res_ / "OQSsiquc01res_1.xml");
    }
}

TEST_F(OutboxOfAJournal, a_missing_folder_is_told_and_waited_for)
{
    const auto outbox = make();
    std::filesystem::remove(res_);
    owe("1");
    outbox->put({.id = "1", .result = result("OQSsiquc01res_1.xml")});
    for (int looks = 0; looks < 1'000 && !outbox->trouble(); ++looks)
        std::this_thread::sleep_for(10ms);
    ASSERT_TRUE(outbox->trouble());
    std::filesystem::create_directory(res_);
    wait_for(1);
    EXPECT_EQ(folder_.read("res/OQSsiquc01res_1.xml"), "<XmlMsg>OQSsiquc01res_1.xml</XmlMsg>");
    EXPECT_FALSE(outbox->trouble());
}

TEST_F(OutboxOfAJournal, what_was_withdrawn_does_not_appear)
{
    const auto outbox = make();
    std::filesystem::rename(res_, folder_ / "away");
    owe("1");
    outbox->put({.id = "1", .result = result("OQSsiquc01res_1.xml")});
    for (int looks = 0; looks < 1'000 && !outbox->trouble(); ++looks)
        std::this_thread::sleep_for(10ms);
    outbox->withdraw("1");
    std::filesystem::rename(folder_ / "away", res_);
    owe("2");
    outbox->put({.id = "2", .result = result("OQSsiquc01res_2.xml")});
    wait_for(1);
    std::this_thread::sleep_for(1'200ms); // when the first would be tried again
    EXPECT_EQ(folder_.read("res/OQSsiquc01res_1.xml"), "");
}

TEST_F(OutboxOfAJournal, an_interrupted_result_that_was_fetched_is_only_paid)
{
    const auto outbox = make();
    owe("1");
    outbox->put({.id = "1", .result = result("OQSsiquc01res_1.xml"), .interrupted = true});
    wait_for(1);
    EXPECT_TRUE(std::filesystem::is_empty(res_));
}

} // namespace

} // namespace onshi::terminal
