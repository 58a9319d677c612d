#include "card/jpki_ap.h"

#include "support/scripted_transport.h"

#include <gtest/gtest.h>

using namespace onshi::card;
using onshi::test::ScriptedTransport;

namespace {

constexpr std::uint8_t verify = 0x20;

// A card whose PIN has so many tries left; every other command is answered 9000.
ScriptedTransport card_with_tries(std::uint16_t status, bool right_pin = true)
{
    return ScriptedTransport([=](ByteView command) -> ScriptedTransport::Reply {
        if (command[1] == verify && (command.size() == 4 || !right_pin))
            return Bytes{static_cast<std::uint8_t>(status >> 8U), static_cast<std::uint8_t>(status)};
        return Bytes{0x90, 0x00};
    });
}

ScriptedTransport token(const std::string& label)
{
    return ScriptedTransport([label](ByteView command) -> ScriptedTransport::Reply {
        Bytes answer;
        if (command[1] == 0xB0) {
            answer.assign(label.begin(), label.end());
            answer.resize(32, ' ');
        }
        answer.push_back(0x90);
        answer.push_back(0x00);
        return answer;
    });
}

TEST(JpkiAp, tries_are_read_before_the_pin_is_sent)
{
    auto transport = card_with_tries(0x63C3);
    CardChannel channel(transport);
    JpkiAp application(channel);
    ASSERT_TRUE(application.verify_pin(Pin::parse("1234").value()));
    // SELECT of application and PIN, then the counter, then the PIN (ISO/IEC 7816-4: 00 20 00 80 Lc data).
    ASSERT_EQ(transport.commands.size(), 4U);
    EXPECT_EQ(transport.commands.at(1), (Bytes{0x00, 0xA4, 0x02, 0x0C, 0x02, 0x00, 0x18}));
    EXPECT_EQ(transport.commands.at(2), (Bytes{0x00, 0x20, 0x00, 0x80}));
    EXPECT_EQ(transport.commands.at(3), (Bytes{0x00, 0x20, 0x00, 0x80, 0x04, '1', '2', '3', '4'}));
}

TEST(JpkiAp, the_last_try_is_not_spent_unless_the_patient_insists)
{
    auto transport = card_with_tries(0x63C1);
    CardChannel channel(transport);
    JpkiAp application(channel);
    const auto pin = Pin::parse("1234").value();
    EXPECT_EQ(application.verify_pin(pin).error(), (CardTrouble{Trouble::last_try, 1}));
    EXPECT_EQ(transport.sent(verify), 1U) << "only the free question";
    EXPECT_TRUE(application.verify_pin(pin, LastTry::patient_insists));
    EXPECT_EQ(transport.sent(verify), 3U);
}

TEST(JpkiAp, nothing_is_sent_to_a_blocked_pin)
{
    for (const auto word : std::initializer_list<std::uint16_t>{0x63C0, 0x6983, 0x6984}) {
        auto transport = card_with_tries(word);
        CardChannel channel(transport);
        JpkiAp application(channel);
        EXPECT_EQ(application.pin_tries(), 0);
        EXPECT_EQ(application.verify_pin(Pin::parse("1234").value(), LastTry::patient_insists).error().kind,
                  Trouble::pin_blocked);
        EXPECT_EQ(transport.sent(verify), 2U) << "only the free questions";
    }
}

TEST(JpkiAp, tokens_by_their_name)
{
    const auto kind = [](const std::string& label) {
        auto transport = token(label);
        CardChannel channel(transport);
        return JpkiAp(channel).token_kind();
    };
    EXPECT_EQ(kind("JPKIAPICCTOKEN2"), TokenKind::card);
    EXPECT_EQ(kind("JPKIAPGPSETOKEN"), TokenKind::android);
    EXPECT_EQ(kind("JPKIAPIOSTOKEN"), TokenKind::ios);
    EXPECT_EQ(kind("JPKIAPICCTOKEN").error().kind, Trouble::not_a_my_number_card);
}

} // namespace
