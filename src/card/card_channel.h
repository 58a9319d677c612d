#pragma once

#include "card/transport.h"

#include <cstddef>
#include <cstdint>
#include <optional>

/// The commands of a My Number card over any transport. It knows status words and lengths, and no application.
namespace onshi::card {

/// Answers cannot make it loop or grow: a file is read up to a bound that the caller names, in at most as many commands
/// as that bound needs, and 61xx and 6Cxx are followed a fixed number of times. VERIFY is sent once for each call, and
/// never again by itself. One thread at a time.
class CardChannel
{
public:
    explicit CardChannel(Transport& transport)
        : transport_(transport)
    {
    }

    /// SELECT by name, unless it is the one already selected: what was verified in it stays so.
    /// 6A82 is not_a_my_number_card.
    [[nodiscard]] CardResult<void> enter(ByteView application);
    /// SELECT of an elementary file in the application entered. 6A82 is absent.
    [[nodiscard]] CardResult<void> select(std::uint16_t file);

    /// The whole first object (BER-TLV) of the selected file, filler after it left out: its header says how long, and
    /// `at_most` (header included) what is believed. malformed: no such header, a longer object, a file that ends
    /// before its object, or one that answers with nothing for ever.
    [[nodiscard]] CardResult<Bytes> read_object(std::size_t at_most);
    /// Exactly so many bytes from its beginning (at most 256).
    [[nodiscard]] CardResult<Bytes> read_bytes(std::size_t count);

    /// Of the selected PIN file, and free of charge: 0 if it is blocked.
    [[nodiscard]] CardResult<int> tries_left();
    /// Sends what opens the selected PIN file, once. pin_wrong, pin_blocked.
    [[nodiscard]] CardResult<void> verify(ByteView secret);

    /// COMPUTE DIGITAL SIGNATURE with the selected key over a DigestInfo: PKCS #1 v1.5, 256 bytes. locked.
    [[nodiscard]] CardResult<Bytes> sign(ByteView digest_info);
    /// The same command for the application's own key (P2=00), which needs no PIN: proves that the card is genuine.
    [[nodiscard]] CardResult<Bytes> prove(ByteView digest_info);
    [[nodiscard]] CardResult<Bytes> challenge(std::size_t count);

    /// Any other command: its data, or the trouble of its status word.
    [[nodiscard]] CardResult<Bytes> command(ByteView apdu);

private:
    struct Answer
    {
        Bytes data;
        std::uint16_t status;
    };
    [[nodiscard]] CardResult<Answer> exchange(ByteView apdu);
    [[nodiscard]] CardResult<Bytes> read_binary(std::size_t offset, std::size_t count);
    [[nodiscard]] CardResult<Bytes> compute(std::uint8_t key, ByteView digest_info);

    Transport& transport_;
    std::optional<Bytes> entered_;
};

} // namespace onshi::card
