#pragma once

#include "card/transport.h"

#include <array>
#include <cstddef>
#include <cstdint>

/// The commands of a My Number card over any transport. It knows status words and lengths, and no application.
namespace onshi::card {

/// A file's last byte that READ BINARY can reach: its offset has 15 bits.
inline constexpr std::size_t largest_file = 0x8000;

/// Answers cannot make it loop or grow: a file is read up to a bound that the caller names, in a number of commands
/// that follows from that bound, and 61xx and 6Cxx are followed a fixed number of times. Commands that change nothing
/// are repeated after a drop-out of the radio; VERIFY is sent once for each call, whatever the answer. It remembers
/// which application it entered: after Transport::power_cycle make a new one. One thread at a time.
class CardChannel
{
public:
    explicit CardChannel(Transport& transport)
        : transport_(transport)
    {
    }

    /// SELECT by name, unless it is the one already selected: what was verified in it stays so.
    /// Refused: not_a_my_number_card.
    [[nodiscard]] CardResult<void> enter(ByteView application);
    /// SELECT of an elementary file in the application entered. Not there: absent.
    [[nodiscard]] CardResult<void> select(std::uint16_t file);

    /// The object (BER-TLV) with this tag in the selected file, tag and length included. It begins at the file's
    /// beginning or, as some cards have it, one or two bytes later; what follows it is filler. `at_most`: what is
    /// believed of its size. absent: an empty file. malformed: another tag, a longer object, or a file that ends before
    /// it.
    [[nodiscard]] CardResult<Bytes> read_object(std::uint16_t tag, std::size_t at_most);
    /// Exactly so many bytes from the file's beginning, at most 256.
    [[nodiscard]] CardResult<Bytes> read_bytes(std::size_t count);

    /// Of the selected PIN file, and free of charge: 0 if it is blocked.
    [[nodiscard]] CardResult<int> tries_left();
    /// Sends what opens the selected PIN file, once. pin_wrong, pin_blocked.
    [[nodiscard]] CardResult<void> verify(ByteView secret);

    /// COMPUTE DIGITAL SIGNATURE with the selected key over a DigestInfo of SHA-256: RSASSA-PKCS1-v1_5. locked.
    [[nodiscard]] CardResult<Bytes> sign(ByteView sha256);
    /// The same with the application's own key, which needs no PIN: proves that the card is genuine.
    [[nodiscard]] CardResult<Bytes> prove(ByteView sha256);
    [[nodiscard]] CardResult<Bytes> challenge(std::uint8_t count);
    /// Sends data of any length, in chained commands (CLA bit 5, ISO/IEC 7816-4, 5.1.1) of at most 255 bytes.
    [[nodiscard]] CardResult<void> put(const std::array<std::uint8_t, 4>& header, ByteView data);

private:
    enum class Repeat { never, after_drop_out };
    struct Answer
    {
        Bytes data;
        std::uint16_t status;
    };
    [[nodiscard]] CardResult<Bytes> transmit(ByteView command, Repeat repeat);
    [[nodiscard]] CardResult<Answer> exchange(ByteView command, Repeat repeat);
    [[nodiscard]] CardResult<Answer> exchange_with_le(Bytes command, Repeat repeat);
    [[nodiscard]] CardResult<Bytes> read_binary(std::size_t offset, std::size_t count);
    [[nodiscard]] CardResult<Bytes> compute(std::uint8_t key, ByteView sha256);

    Transport& transport_;
    Bytes entered_;
};

} // namespace onshi::card
