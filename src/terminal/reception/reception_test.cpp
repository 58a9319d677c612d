#include "terminal/reception/reception.h"

#include "terminal/reception/reception_fixture.h"

#include <gmock/gmock.h>

#include <condition_variable>
#include <mutex>

namespace onshi::terminal {
namespace {

using testing::ElementsAre;

/// What the kiosk shows, and waiting for it.
class Kiosk
{
public:
    Board board{wire::Json::object()};

    /// The first state that fits, from now on; for at most ten seconds.
    wire::Json await(const std::function<bool(const wire::Json& reception)>& fits)
    {
        for (int tries = 0; tries < 500; ++tries) {
            auto reception = state().member("reception");
            if (fits(reception))
                return reception;
            board.wait(sequence_, base::Instant::max(), [this](const std::string&) { hear(); });
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, std::chrono::seconds(10), [this] { return std::exchange(came_, false); });
        }
        ADD_FAILURE() << "the kiosk never showed it";
        return {};
    }
    wire::Json await_step(const std::string& step)
    {
        return await([&](const wire::Json& reception) { return reception.text_of("step") == step; });
    }
    wire::Json await_withdrawal(const std::string& withdrawal)
    {
        return await(
            [&](const wire::Json& reception) { return reception.member("done").text_of("withdrawal") == withdrawal; });
    }
    void await_nothing()
    {
        await([](const wire::Json& reception) { return !reception.is_object(); });
    }

private:
    /// What is shown now.
    wire::Json state()
    {
        wire::Json shown;
        board.wait(-1, base::Instant::max(), [&](const std::string& json) { shown = wire::Json::parse(json).value(); });
        sequence_ = shown.integer_of("sequence").value();
        return shown;
    }
    void hear()
    {
        const std::scoped_lock lock(mutex_);
        came_ = true;
        changed_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    bool came_ = false;
    std::int64_t sequence_ = 0;
};

class ReceptionTest : public testing::Test
{
protected:
    std::unique_ptr<Reception> open(ReceptionSettings settings = {})
    {
        return std::make_unique<Reception>(
            ReceptionParts{
                .environment = world().environment,
                .log = log,
                .centre = link,
                .kiosk = kiosk.board,
                .list = list,
                .deliver = [](const std::string&) { return std::string("face.xml"); },
                .open_card = [this](const std::string&) -> card::CardResult<std::unique_ptr<card::Transport>> {
                    return std::make_unique<vcard::DirectTransport>(virtual_card);
                }},
            std::move(settings));
    }

    /// To the end of a reception at which medication was agreed to; gives its id.
    std::string come_to_the_end(Reception& reception)
    {
        reception.card_in("reader");
        auto id = kiosk.await_step("pin").text_of("id");
        EXPECT_TRUE(reception.give(id, PinTyped{pin("1234"), false}));
        kiosk.await_step("consent");
        EXPECT_TRUE(reception.give(id, ConsentGiven{{{"medication", true}}}));
        kiosk.await_withdrawal("possible");
        return id;
    }

    static domain::ErrorCode refusal(const domain::Result<void>& result)
    {
        EXPECT_FALSE(result);
        return result ? domain::ErrorCode::fault : result.error().code;
    }

    /// As the staff's list has it.
    wire::Json first_line()
    {
        wire::Json first;
        list.json().each_item([&](const wire::Json& line) {
            if (!first.is_object())
                first = line;
        });
        return first;
    }

    base::Log log{world().environment, base::LogLevel::error};
    PlayedCentre centre;
    const Identity identity{net::certificates().client.certificate, net::certificates().client.key,
                            net::certificates().root.certificate, "1310000001"};
    CentreLink link{centre.address(), identity};
    Kiosk kiosk;
    ReceptionList list{world().environment, [] {}};
    vcard::MemoryCounters counters;
    vcard::VirtualCard virtual_card{world().card(CardKind::normal).persona, counters, world().random};
};

TEST_F(ReceptionTest, a_consent_is_taken_back_at_the_end_and_the_staff_see_it)
{
    const auto reception = open();
    const auto id = come_to_the_end(*reception);
    EXPECT_EQ(first_line().text_of("step"), "done");
    EXPECT_TRUE(reception->give(id, WithdrawalAsked{{"medication"}}));
    kiosk.await_withdrawal("closed");
    EXPECT_THAT(centre.withdrawn, ElementsAre(domain::ConsentItem::medication));
    reception->card_out("reader"); // the dialogue has ended after this
    EXPECT_THAT(first_line().member("consents").compact(),
                testing::HasSubstr(R"({"item":"medication","given":false,"until":null,"withdrawn":true})"));
}

TEST_F(ReceptionTest, only_what_is_in_force_can_be_taken_back)
{
    const auto reception = open();
    const auto id = come_to_the_end(*reception);
    EXPECT_EQ(refusal(reception->give(id, WithdrawalAsked{{"checkup"}})), domain::ErrorCode::reception_step);
    EXPECT_EQ(refusal(reception->give("another", WithdrawalAsked{{"medication"}})), domain::ErrorCode::reception_step);
    EXPECT_TRUE(reception->give(id, WithdrawalAsked{{"medication"}}));
    kiosk.await_withdrawal("closed");
    EXPECT_EQ(refusal(reception->give(id, WithdrawalAsked{{"medication"}})), domain::ErrorCode::reception_step);
    EXPECT_EQ(centre.withdrawn.size(), 1U);
}

TEST_F(ReceptionTest, a_withdrawal_is_carried_out_although_the_card_is_pulled_at_once)
{
    for (int round = 0; round < 20; ++round) { // whichever thread comes first
        const auto reception = open({.farewell = std::chrono::seconds(0)});
        const auto id = come_to_the_end(*reception);
        const auto before = centre.withdrawn.size();
        ASSERT_TRUE(reception->give(id, WithdrawalAsked{{"medication"}}));
        reception->card_out("reader");
        ASSERT_EQ(centre.withdrawn.size(), before + 1) << round;
        kiosk.await_nothing();
    }
}

TEST_F(ReceptionTest, who_goes_away_at_the_end_leaves_the_answer_and_no_way_to_change_it)
{
    const auto reception = open({.patience = std::chrono::seconds(3)});
    const auto id = come_to_the_end(*reception);
    const auto last = kiosk.await_withdrawal("closed");
    EXPECT_EQ(last.text_of("step"), "done");
    EXPECT_EQ(refusal(reception->give(id, WithdrawalAsked{{"medication"}})), domain::ErrorCode::reception_step);
    EXPECT_TRUE(centre.withdrawn.empty());
}

TEST_F(ReceptionTest, an_input_of_the_patient_before_comes_too_late)
{
    const auto reception = open();
    const auto id = come_to_the_end(*reception);
    reception->card_out("reader");
    reception->card_in("reader");
    const auto next = kiosk.await(
        [&](const wire::Json& shown) { return shown.text_of("step") == "pin" && shown.text_of("id") != id; });
    EXPECT_EQ(refusal(reception->give(id, PinTyped{pin("0000"), false})), domain::ErrorCode::reception_step);
    EXPECT_EQ(counters.tries().authentication, 3);
    EXPECT_TRUE(reception->give(next.text_of("id"), PinTyped{pin("1234"), false}));
    kiosk.await_step("consent");
}

} // namespace
} // namespace onshi::terminal
