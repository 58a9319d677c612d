#include "card/pcsc.h"

#include "base/files.h"
#include "card/key_authoriser.h"
#include "card/visual_ap.h"
#include "pki/digest.h"
#include "reader/reader.h"
#include "support/process.h"
#include "vcard/control_socket.h"
#include "vcard/rsa_key.h"

#include <condition_variable>
#include <deque>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <mutex>
#include <sstream>

/// The card library over the real pcscd and vpcd.
using namespace onshi;
using card::CardChannel;
using card::JpkiAp;
using card::PcscTransport;
using card::Pin;
using card::Trouble;
using testing::HasSubstr;
using testing::Not;
using vcard::CardKind;

namespace {

constexpr std::string_view message = "what the centre asked";

class CardOnTheReader : public testing::Test
{
protected:
    static void SetUpTestSuite() { reader_ = std::make_unique<test::Reader>(); }
    static void TearDownTestSuite() { reader_.reset(); }

    static std::unique_ptr<PcscTransport> open()
    {
        auto transport = PcscTransport::open(reader_->name());
        if (!transport)
            throw std::runtime_error(name_of(transport.error().kind));
        return std::move(*transport);
    }
    static Pin pin() { return Pin::parse("1234").value(); }
    static card::CardResult<std::string> sign(card::Transport& transport)
    {
        CardChannel channel(transport);
        return JpkiAp(channel).sign(pki::sha256({message}));
    }
    static bool verify_pin(card::Transport& transport)
    {
        CardChannel channel(transport);
        return JpkiAp(channel).verify_pin(pin()).has_value();
    }
    static bool good(const vcard::Persona& persona, const card::CardResult<std::string>& signature)
    {
        const auto bytes = [](std::string_view text) { return card::Bytes(text.begin(), text.end()); };
        const vcard::RsaKey key(vcard::public_half(persona.authentication.key));
        return signature && key.verify(bytes(message), bytes(*signature));
    }
    static inline std::unique_ptr<test::Reader> reader_{};
};

TEST_F(CardOnTheReader, reads_and_signs)
{
    const auto& persona = reader_->insert(CardKind::normal);
    auto transport = open();
    CardChannel channel(*transport);
    JpkiAp application(channel);
    EXPECT_EQ(application.token_kind(), card::TokenKind::card);
    EXPECT_EQ(application.certificate(), persona.authentication.certificate);
    EXPECT_EQ(sign(*transport).error().kind, Trouble::locked);
    ASSERT_TRUE(application.verify_pin(pin()));
    EXPECT_TRUE(good(persona, application.sign(pki::sha256({message}))));
    EXPECT_FALSE(transport->atr().empty());
}

TEST_F(CardOnTheReader, reads_the_face_with_its_photo)
{
    reader_->insert(CardKind::normal);
    auto transport = open();
    CardChannel channel(*transport);
    card::VisualAp visual(channel);
    ASSERT_TRUE(visual.open(card::FaceNumber::parse("55040220364711").value()));
    const auto face = visual.face();
    ASSERT_TRUE(face);
    EXPECT_EQ(face->birth_date.iso(), "1980-04-02");
    EXPECT_GT(face->photo.size(), 10'000U);
}

// card.md 4.5, PIN state left by the previous patient: the next one to open the reader finds the card locked.
// Twin: reads_and_signs, where the same holder goes on.
TEST_F(CardOnTheReader, pin_state_is_not_left_for_the_next_process)
{
    reader_->insert(CardKind::normal);
    {
        auto transport = open();
        ASSERT_TRUE(verify_pin(*transport));
    }
    const auto other =
        test::run({"opensc-tool", "--reader", "0", "-s", "00A4040C0AD392F000260100000001", "-s", "00A4020C020017", "-s",
                   "802A0080333031300D060960864801650304020105000420"
                   "0000000000000000000000000000000000000000000000000000000000000000"
                   "00"});
    EXPECT_THAT(other.output, HasSubstr("SW1=0x69, SW2=0x82")) << other.output;
    auto again = open();
    EXPECT_EQ(sign(*again).error().kind, Trouble::locked);
}

TEST_F(CardOnTheReader, power_cycle_forgets_the_pin)
{
    const auto& persona = reader_->insert(CardKind::normal);
    auto transport = open();
    ASSERT_TRUE(verify_pin(*transport));
    EXPECT_TRUE(good(persona, sign(*transport)));
    ASSERT_TRUE(transport->power_cycle());
    EXPECT_EQ(sign(*transport).error().kind, Trouble::locked);
}

TEST_F(CardOnTheReader, a_second_opener_is_refused)
{
    reader_->insert(CardKind::normal);
    {
        auto transport = open();
        EXPECT_EQ(PcscTransport::open(reader_->name()).error().kind, Trouble::reader_busy);
    }
    EXPECT_TRUE(PcscTransport::open(reader_->name()));
}

// card.md 4.5, card pulled during sign: the SELECT is answered, the signature is not. Twin: pulled after it.
TEST_F(CardOnTheReader, pulled_during_the_signature)
{
    for (const int answers : {1, 2}) {
        const auto& persona = reader_->insert(CardKind::normal);
        auto transport = open();
        CardChannel channel(*transport);
        JpkiAp application(channel);
        ASSERT_TRUE(application.verify_pin(pin()));
        reader_->tell("pull-after " + std::to_string(answers));
        const auto signature = application.sign(pki::sha256({message}));
        EXPECT_EQ(good(persona, signature), answers == 2);
        // Of the command under way nothing came back; that the card is gone is told to the next one.
        if (!signature) {
            EXPECT_EQ(signature.error().kind, Trouble::communication);
        }
        reader_->pull();
        EXPECT_EQ(application.certificate().error().kind, Trouble::removed);
    }
}

// card.md 4.5, card swapped: the handle of the one that was pulled never speaks to the next. Twin: a new one does.
TEST_F(CardOnTheReader, a_swapped_card_is_not_taken_for_the_one_before)
{
    reader_->insert(CardKind::normal);
    auto transport = open();
    ASSERT_TRUE(verify_pin(*transport));
    reader_->pull();
    const auto& other = reader_->insert(CardKind::child);
    CardChannel channel(*transport);
    EXPECT_EQ(JpkiAp(channel).certificate().error().kind, Trouble::removed);
    EXPECT_EQ(transport->power_cycle().error().kind, Trouble::removed);
    EXPECT_EQ(JpkiAp(channel).certificate().error().kind, Trouble::removed);
    transport.reset();
    auto next = open();
    CardChannel next_channel(*next);
    EXPECT_EQ(JpkiAp(next_channel).certificate(), other.authentication.certificate);
    EXPECT_EQ(sign(*next).error().kind, Trouble::locked);
}

TEST_F(CardOnTheReader, no_card_and_no_reader_say_so)
{
    reader_->insert(CardKind::normal);
    reader_->pull();
    EXPECT_EQ(PcscTransport::open(reader_->name()).error().kind, Trouble::no_card);
    EXPECT_EQ(PcscTransport::open("no such reader").error().kind, Trouble::no_reader);
}

TEST_F(CardOnTheReader, a_corrupted_answer_is_refused_and_the_next_one_is_read)
{
    const auto& persona = reader_->insert(CardKind::normal);
    auto transport = open();
    CardChannel channel(*transport);
    JpkiAp application(channel);
    ASSERT_TRUE(application.token_kind());
    reader_->tell("corrupt 1"); // 9000 of the SELECT becomes 9100
    EXPECT_EQ(application.certificate().error(), (card::CardTrouble{Trouble::refused, 0, 0x9100}));
    EXPECT_EQ(application.certificate(), persona.authentication.certificate);
}

TEST_F(CardOnTheReader, the_monitor_tells_what_comes_and_goes)
{
    reader_->insert(CardKind::normal);
    std::mutex mutex;
    std::condition_variable moved;
    std::deque<card::CardEvent> events;
    const auto name = reader_->name();
    const card::CardMonitor monitor([&](const card::CardEvent& event) {
        const std::lock_guard lock(mutex);
        events.push_back(event);
        moved.notify_all();
    });
    const auto next = [&] {
        using Kind = card::CardEvent::Kind;
        for (std::unique_lock lock(mutex);;) {
            if (!moved.wait_for(lock, std::chrono::seconds(20), [&] { return !events.empty(); }))
                return Kind::service_lost;
            const auto event = events.front();
            events.pop_front();
            if (event.reader == name && event.kind != Kind::reader_added)
                return event.kind;
        }
    };
    EXPECT_EQ(next(), card::CardEvent::Kind::inserted) << "it lay there already";
    reader_->tell("pull");
    EXPECT_EQ(next(), card::CardEvent::Kind::removed);
    reader_->insert(CardKind::child);
    EXPECT_EQ(next(), card::CardEvent::Kind::inserted);
}

// card.md 4.5, PIN in logs: what the virtual card's own program wrote. Twin: pcscd's log of APDUs, where it stands.
TEST_F(CardOnTheReader, the_pin_is_in_no_log_but_that_of_apdus)
{
    reader_->insert(CardKind::normal);
    {
        auto transport = open();
        ASSERT_TRUE(verify_pin(*transport));
    }
    const std::filesystem::path apdus = test::reader_variable("ONSHI_CARD_LOG");
    const auto own = base::read_file(apdus.parent_path() / "inside.log");
    EXPECT_THAT(own, Not(HasSubstr("1234")));
    EXPECT_THAT(own, Not(HasSubstr("31 32 33 34")));
    EXPECT_THAT(base::read_file(apdus), HasSubstr("00 20 00 80 04 31 32 33 34"));
}

// Whether a socket listens on that port, as a process of that namespace sees it (proc(5): local address in hex, state
// 0A).
bool listens(const std::string& process, unsigned port)
{
    std::istringstream table(base::read_file("/proc/" + process + "/net/tcp"));
    std::ostringstream end;
    end << ':' << std::uppercase << std::hex << port;
    for (std::string line; std::getline(table, line);) {
        std::istringstream words(line);
        std::string slot, local, remote, state;
        words >> slot >> local >> remote >> state;
        if (state == "0A" && local.ends_with(end.str()))
            return true;
    }
    return false;
}

// card.md 4.5, vpcd port reachable. Twin: inside the namespace it is.
TEST_F(CardOnTheReader, vpcds_port_is_open_in_the_namespace_only)
{
    constexpr unsigned port = 36865;
    EXPECT_FALSE(listens("self", port));
    EXPECT_TRUE(listens(test::reader_variable("ONSHI_CARD_NAMESPACE"), port));
}

} // namespace
