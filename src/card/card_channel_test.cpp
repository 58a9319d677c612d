#include "card/card_channel.h"

#include "support/scripted_transport.h"

#include <gtest/gtest.h>

using namespace onshi::card;
using onshi::test::ScriptedTransport;

namespace {

constexpr std::uint8_t verify = 0x20, read_binary = 0xB0;

Bytes with_status(Bytes data, std::uint16_t status = 0x9000)
{
    data.push_back(static_cast<std::uint8_t>(status >> 8U));
    data.push_back(static_cast<std::uint8_t>(status));
    return data;
}
Bytes status(std::uint16_t word) { return with_status({}, word); }
std::unexpected<CardTrouble> broken(Trouble kind) { return std::unexpected(CardTrouble{kind}); }

// A file as a card keeps it.
ScriptedTransport::Reply read_from(const Bytes& file, ByteView command)
{
    const std::size_t offset = command[2] << 8U | command[3], count = command[4] == 0 ? 256 : command[4];
    if (offset >= file.size())
        return status(0x6B00);
    const auto begin = file.begin() + static_cast<std::ptrdiff_t>(offset);
    return with_status({begin, begin + static_cast<std::ptrdiff_t>(std::min(count, file.size() - offset))});
}
ScriptedTransport card_with(const Bytes& file)
{
    return ScriptedTransport([file](ByteView command) { return read_from(file, command); });
}

Bytes object_of(std::size_t length)
{
    Bytes object{0x30, 0x82, static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length)};
    object.resize(4 + length, 0x5A);
    return object;
}

TEST(CardChannel, reads_a_whole_object_and_no_filler)
{
    const auto object = object_of(1180);
    auto file = object;
    file.insert(file.end(), 100, 0xFF);
    auto transport = card_with(file);
    CardChannel channel(transport);
    EXPECT_EQ(channel.read_object(0x30, 4096), object);
}

TEST(CardChannel, reads_an_object_that_begins_two_bytes_later)
{
    auto transport = card_with({0x00, 0x05, 0xFF, 0x20, 0x02, 'a', 'b', 0xFF, 0xFF});
    CardChannel channel(transport);
    EXPECT_EQ(channel.read_object(0xFF20, 64), (Bytes{0xFF, 0x20, 0x02, 'a', 'b'}));
}

TEST(CardChannel, an_empty_file_is_absent)
{
    for (const auto& file : {Bytes{}, Bytes(300, 0xFF), Bytes(300, 0x00)}) {
        auto transport = card_with(file);
        CardChannel channel(transport);
        EXPECT_EQ(channel.read_object(0x30, 4096).error().kind, Trouble::absent);
    }
}

// card.md 4.5: TLV with lying lengths. Twin: reads_a_whole_object_and_no_filler.
TEST(CardChannel, a_length_beyond_the_file_is_malformed)
{
    auto object = object_of(1180);
    object[2] = 0x0F;
    auto transport = card_with(object);
    CardChannel channel(transport);
    EXPECT_EQ(channel.read_object(0x30, 8192).error().kind, Trouble::malformed);
}

TEST(CardChannel, a_length_beyond_the_bound_is_not_read)
{
    auto transport = card_with(object_of(4093));
    CardChannel channel(transport);
    EXPECT_EQ(channel.read_object(0x30, 4096).error().kind, Trouble::malformed);
    EXPECT_EQ(transport.commands.size(), 1U);
    EXPECT_TRUE(channel.read_object(0x30, 4097).has_value());
}

// card.md 4.5: 256-byte read loop that never ends. It gives 256 bytes at every offset, for ever, and says 8 MB.
TEST(CardChannel, an_endless_file_ends_at_the_bound)
{
    const auto card = [](std::uint8_t length_byte) {
        return [length_byte](ByteView command) -> ScriptedTransport::Reply {
            Bytes data(command[4] == 0 ? 256 : command[4], 0x5A);
            if (command[2] == 0 && command[3] == 0)
                std::ranges::copy(Bytes{0x30, 0x83, length_byte, 0x10, 0x00}, data.begin());
            return with_status(data);
        };
    };
    ScriptedTransport endless(card(0x7F)), honest(card(0x00));
    CardChannel channel(endless), twin(honest);
    EXPECT_EQ(channel.read_object(0x30, 0x7FFF).error().kind, Trouble::malformed);
    EXPECT_LE(endless.commands.size(), 2U);
    EXPECT_EQ(twin.read_object(0x30, 0x7FFF)->size(), 0x1005U);
    EXPECT_EQ(honest.commands.size(), 1U + 16U); // 8 bytes, then 4,093 in pieces of 256
}

TEST(CardChannel, a_card_that_gives_a_byte_a_time_is_left_after_a_while)
{
    const auto object = object_of(4000);
    ScriptedTransport slow([&](ByteView command) {
        Bytes shortened(command.begin(), command.end());
        shortened[4] = std::min<std::uint8_t>(shortened[4], 8) == 8 ? 8 : 1;
        if (command[2] != 0 || command[3] != 0)
            shortened[4] = 1;
        return read_from(object, shortened);
    });
    CardChannel channel(slow);
    EXPECT_EQ(channel.read_object(0x30, 4096).error().kind, Trouble::malformed);
    EXPECT_LE(slow.commands.size(), 5U + 4004 / 64);
}

TEST(CardChannel, more_bytes_than_asked_for_are_malformed)
{
    ScriptedTransport transport({with_status(Bytes(20, 0x30))});
    CardChannel channel(transport);
    EXPECT_EQ(channel.read_object(0x30, 64).error().kind, Trouble::malformed);
}

TEST(CardChannel, response_in_pieces_is_put_together)
{
    ScriptedTransport transport({with_status({'a'}, 0x6103), with_status({'b', 'c', 'd'})});
    CardChannel channel(transport);
    EXPECT_EQ(channel.challenge(4), (Bytes{'a', 'b', 'c', 'd'}));
    EXPECT_EQ(transport.commands.at(1), (Bytes{0x00, 0xC0, 0x00, 0x00, 0x03}));
}

TEST(CardChannel, pieces_without_end_are_malformed)
{
    ScriptedTransport transport({with_status({'a'}, 0x6100)});
    CardChannel channel(transport);
    EXPECT_EQ(channel.challenge(4).error().kind, Trouble::malformed);
    EXPECT_LE(transport.commands.size(), 10U);
}

TEST(CardChannel, wrong_le_is_asked_again_once_with_the_right_one)
{
    ScriptedTransport transport({status(0x6C04), with_status({'a', 'b', 'c', 'd'})});
    CardChannel channel(transport);
    EXPECT_EQ(channel.challenge(4), (Bytes{'a', 'b', 'c', 'd'}));
    ScriptedTransport stubborn({status(0x6C04)});
    CardChannel other(stubborn);
    EXPECT_EQ(other.challenge(4).error().kind, Trouble::refused);
    EXPECT_EQ(stubborn.commands.size(), 2U);
}

TEST(CardChannel, status_words_of_a_verify)
{
    const Bytes pin{'1', '2', '3', '4'};
    const auto after = [&](std::uint16_t word) {
        ScriptedTransport transport({status(word)});
        CardChannel channel(transport);
        return channel.verify(pin).error();
    };
    EXPECT_EQ(after(0x63C2), (CardTrouble{Trouble::pin_wrong, 2, 0x63C2}));
    EXPECT_EQ(after(0x63C0).kind, Trouble::pin_blocked);
    EXPECT_EQ(after(0x6983).kind, Trouble::pin_blocked);
    EXPECT_EQ(after(0x6984).kind, Trouble::pin_blocked);
    EXPECT_EQ(after(0x6A82).kind, Trouble::absent);
    EXPECT_EQ(after(0x6700), (CardTrouble{Trouble::refused, 0, 0x6700}));
}

// Never a second VERIFY by itself: not after a drop-out, and not where another command would be asked again.
TEST(CardChannel, verify_is_sent_once_whatever_comes_back)
{
    for (const auto& reply :
         {ScriptedTransport::Reply(status(0x6F00)), ScriptedTransport::Reply(broken(Trouble::communication)),
          ScriptedTransport::Reply(status(0x6C04)), ScriptedTransport::Reply(status(0x63C1))}) {
        ScriptedTransport transport({reply});
        CardChannel channel(transport);
        EXPECT_FALSE(channel.verify(Bytes{'1', '2', '3', '4'}));
        EXPECT_EQ(transport.sent(verify), 1U);
    }
}

// Its twin: a command that changes nothing is sent again after a drop-out of the radio, and not for ever.
TEST(CardChannel, a_read_is_repeated_after_a_drop_out)
{
    ScriptedTransport transport({status(0x6F00), broken(Trouble::communication), with_status({0x30, 0x01, 'x'})});
    CardChannel channel(transport);
    EXPECT_EQ(channel.read_object(0x30, 64), (Bytes{0x30, 0x01, 'x'}));
    ScriptedTransport dead({broken(Trouble::communication)});
    CardChannel other(dead);
    EXPECT_EQ(other.read_object(0x30, 64).error().kind, Trouble::communication);
    EXPECT_EQ(dead.sent(read_binary), 3U);
}

TEST(CardChannel, a_foreign_card_is_not_a_my_number_card)
{
    for (const auto word : std::initializer_list<std::uint16_t>{0x6A82, 0x6A86, 0x6D00, 0x6E00, 0x6985}) {
        ScriptedTransport transport({status(word)});
        CardChannel channel(transport);
        EXPECT_EQ(channel.enter(Bytes{0xD3, 0x92}).error().kind, Trouble::not_a_my_number_card);
    }
}

// As pcscd answers for a card that is pulled while it works.
TEST(CardChannel, an_answer_without_status_is_a_broken_one)
{
    for (const auto& answer : {Bytes{}, Bytes{0x90}}) {
        ScriptedTransport transport({answer});
        CardChannel channel(transport);
        EXPECT_EQ(channel.select(0x0018).error().kind, Trouble::communication);
        EXPECT_EQ(channel.sign(Bytes(32)).error().kind, Trouble::communication);
        EXPECT_EQ(transport.sent(0x2A), 1U);
    }
}

TEST(CardChannel, long_data_goes_in_chained_commands)
{
    ScriptedTransport transport({status(0x9000)});
    CardChannel channel(transport);
    ASSERT_TRUE(channel.put({0x80, 0xA2, 0x4F, 0x4E}, Bytes(600, 'x')));
    ASSERT_EQ(transport.commands.size(), 3U);
    EXPECT_EQ(transport.commands.at(0)[0], 0x90);
    EXPECT_EQ(transport.commands.at(1)[0], 0x90);
    EXPECT_EQ(transport.commands.at(2)[0], 0x80);
    EXPECT_EQ(transport.commands.at(2)[4], 600 - 2 * 255);
}

} // namespace
