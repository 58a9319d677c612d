#include "card/card_channel.h"

#include "card/secret.h"
#include "card/tlv.h"

#include <algorithm>
#include <array>
#include <utility>

namespace onshi::card {

namespace {

constexpr std::uint16_t good = 0x9000, end_of_file = 0x6282;
constexpr std::size_t chunk = 256;      // what a short READ BINARY can carry
constexpr std::size_t longest_wait = 8; // GET RESPONSE in a row: 2,048 bytes, and no command here asks for more
constexpr int drop_outs = 2;            // tolerated in a row
constexpr std::size_t extra_bytes = 2;  // before the object, on cards since about 2023

// DigestInfo of SHA-256 (RFC 8017, 9.2, note 1).
constexpr std::array<std::uint8_t, 19> digest_info{0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                                   0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};

std::unexpected<CardTrouble> trouble(Trouble kind, std::uint16_t status = 0)
{
    return std::unexpected(CardTrouble{kind, 0, status});
}

// ISO/IEC 7816-4, table 6. 6984 is what the card answers where the standard has 6983.
std::unexpected<CardTrouble> trouble_of(std::uint16_t status)
{
    if (status == 0x6983 || status == 0x6984 || status == 0x63C0)
        return trouble(Trouble::pin_blocked, status);
    if ((status & 0xFFF0U) == 0x63C0)
        return std::unexpected(CardTrouble{Trouble::pin_wrong, status & 0x0F, status});
    if (status == 0x6982)
        return trouble(Trouble::locked, status);
    if (status == 0x6A82)
        return trouble(Trouble::absent, status);
    if (status == 0x6F00)
        return trouble(Trouble::communication, status);
    return trouble(Trouble::refused, status);
}

bool filler(std::uint8_t byte) { return byte == 0xFF || byte == 0x00; }

// Where the object with this tag begins among a file's first bytes, and how long it is.
std::optional<std::pair<std::size_t, std::size_t>> find_object(ByteView begin, std::uint16_t tag)
{
    for (std::size_t skip = 0; skip <= extra_bytes && skip < begin.size(); ++skip)
        if (const auto header = tlv_header(begin.subspan(skip)); header && header->tag == tag)
            return std::pair{skip, header->size + header->length};
    return std::nullopt;
}

} // namespace

CardResult<Bytes> CardChannel::transmit(ByteView command, Repeat repeat)
{
    auto answer = transport_.transmit(command);
    for (int again = 0; repeat == Repeat::after_drop_out && again < drop_outs; ++again) {
        const bool dropped =
            answer ? answer->size() < 2 || *answer == Bytes{0x6F, 0x00} : answer.error().kind == Trouble::communication;
        if (!dropped)
            break;
        answer = transport_.transmit(command);
    }
    return answer;
}

CardResult<CardChannel::Answer> CardChannel::exchange(ByteView command, Repeat repeat)
{
    Answer whole;
    auto answer = transmit(command, repeat);
    for (std::size_t rounds = 0; rounds <= longest_wait; ++rounds) {
        if (!answer) {
            entered_.clear();
            return std::unexpected(answer.error());
        }
        if (answer->size() < 2) // what pcscd gives of a card that is pulled while it works
            return trouble(Trouble::communication);
        whole.data.insert(whole.data.end(), answer->begin(), answer->end() - 2);
        whole.status = static_cast<std::uint16_t>(answer->end()[-2] << 8U | answer->end()[-1]);
        if (whole.status >> 8U != 0x61)
            return whole;
        // Not repeated: what the card gave away once it may not have any more.
        const std::array<std::uint8_t, 5> get_response{0x00, 0xC0, 0x00, 0x00, static_cast<std::uint8_t>(whole.status)};
        answer = transmit(get_response, Repeat::never);
    }
    return trouble(Trouble::malformed, whole.status);
}

// 6Cxx: "wrong Le field; SW2 encodes the exact number of available data bytes" (ISO/IEC 7816-4, table 6).
CardResult<CardChannel::Answer> CardChannel::exchange_with_le(Bytes command, Repeat repeat)
{
    auto answer = exchange(command, repeat);
    if (!answer || answer->status >> 8U != 0x6C)
        return answer;
    command.back() = static_cast<std::uint8_t>(answer->status);
    return exchange(command, repeat);
}

CardResult<void> CardChannel::enter(ByteView application)
{
    if (std::ranges::equal(application, entered_))
        return {};
    Bytes select{0x00, 0xA4, 0x04, 0x0C, static_cast<std::uint8_t>(application.size())};
    select.insert(select.end(), application.begin(), application.end());
    entered_.clear();
    const auto answer = exchange(select, Repeat::after_drop_out);
    if (!answer)
        return std::unexpected(answer.error());
    // A foreign card may say anything but yes.
    if (answer->status != good)
        return trouble(answer->status == 0x6F00 ? Trouble::communication : Trouble::not_a_my_number_card,
                       answer->status);
    entered_.assign(application.begin(), application.end());
    return {};
}

CardResult<void> CardChannel::select(std::uint16_t file)
{
    const std::array<std::uint8_t, 7> select{
        0x00, 0xA4, 0x02, 0x0C, 0x02, static_cast<std::uint8_t>(file >> 8U), static_cast<std::uint8_t>(file)};
    const auto answer = exchange(select, Repeat::after_drop_out);
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->status != good)
        return trouble_of(answer->status);
    return {};
}

// At most `count` bytes; fewer, or none, where the file ends.
CardResult<Bytes> CardChannel::read_binary(std::size_t offset, std::size_t count)
{
    auto answer = exchange_with_le({0x00, 0xB0, static_cast<std::uint8_t>(offset >> 8U),
                                    static_cast<std::uint8_t>(offset), static_cast<std::uint8_t>(count)},
                                   Repeat::after_drop_out);
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->status == 0x6B00)
        return Bytes{};
    if (answer->status != good && answer->status != end_of_file)
        return trouble_of(answer->status);
    if (answer->data.size() > count)
        return trouble(Trouble::malformed, answer->status);
    return std::move(answer->data);
}

CardResult<Bytes> CardChannel::read_bytes(std::size_t count)
{
    auto bytes = read_binary(0, std::min(count, chunk));
    if (bytes && bytes->size() != count)
        return trouble(Trouble::malformed);
    return bytes;
}

CardResult<Bytes> CardChannel::read_object(std::uint16_t tag, std::size_t at_most)
{
    constexpr std::size_t longest_header = 6;
    auto file = read_binary(0, extra_bytes + longest_header);
    if (!file)
        return file;
    if (std::ranges::all_of(*file, filler))
        return trouble(Trouble::absent);
    const auto place = find_object(*file, tag);
    if (!place || place->second > std::min(at_most, largest_file - place->first))
        return trouble(Trouble::malformed);
    const auto [begin, size] = *place;
    const auto end = begin + size;
    // A card may give less than it was asked for, but not for ever.
    for (auto commands = 4 + end / 64; file->size() < end; --commands) {
        auto more = commands == 0 ? Bytes{} : read_binary(file->size(), std::min(chunk, end - file->size()));
        if (!more)
            return more;
        if (more->empty())
            return trouble(Trouble::malformed);
        file->insert(file->end(), more->begin(), more->end());
    }
    return Bytes(file->begin() + static_cast<std::ptrdiff_t>(begin), file->begin() + static_cast<std::ptrdiff_t>(end));
}

CardResult<int> CardChannel::tries_left()
{
    constexpr std::array<std::uint8_t, 4> ask{0x00, 0x20, 0x00, 0x80};
    const auto answer = exchange(ask, Repeat::after_drop_out);
    if (!answer)
        return std::unexpected(answer.error());
    const auto told = trouble_of(answer->status).error();
    if (told.kind == Trouble::pin_wrong || told.kind == Trouble::pin_blocked)
        return told.tries_left;
    return std::unexpected(told);
}

CardResult<void> CardChannel::verify(ByteView secret)
{
    Bytes command{0x00, 0x20, 0x00, 0x80, static_cast<std::uint8_t>(secret.size())};
    command.reserve(command.size() + secret.size()); // before the secret: a vector that grows leaves its old bytes
    command.insert(command.end(), secret.begin(), secret.end());
    const auto answer = exchange(command, Repeat::never);
    wipe(command);
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->status != good)
        return trouble_of(answer->status);
    return {};
}

CardResult<Bytes> CardChannel::compute(std::uint8_t key, ByteView sha256)
{
    Bytes command{0x80, 0x2A, 0x00, key, static_cast<std::uint8_t>(digest_info.size() + sha256.size())};
    command.insert(command.end(), digest_info.begin(), digest_info.end());
    command.insert(command.end(), sha256.begin(), sha256.end());
    command.push_back(0x00);
    auto answer = exchange_with_le(std::move(command), Repeat::never);
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->status != good)
        return trouble_of(answer->status);
    if (answer->data.empty())
        return trouble(Trouble::malformed, answer->status);
    return std::move(answer->data);
}

CardResult<Bytes> CardChannel::sign(ByteView sha256) { return compute(0x80, sha256); }

CardResult<Bytes> CardChannel::prove(ByteView sha256) { return compute(0x00, sha256); }

CardResult<Bytes> CardChannel::challenge(std::uint8_t count)
{
    auto answer = exchange_with_le({0x00, 0x84, 0x00, 0x00, count}, Repeat::never);
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->status != good)
        return trouble_of(answer->status);
    if (answer->data.size() != count)
        return trouble(Trouble::malformed, answer->status);
    return std::move(answer->data);
}

CardResult<void> CardChannel::put(const std::array<std::uint8_t, 4>& header, ByteView data)
{
    constexpr std::size_t longest = 255;
    constexpr std::uint8_t more_follows = 0x10;
    do {
        const auto part = data.first(std::min(longest, data.size()));
        data = data.subspan(part.size());
        Bytes command(header.begin(), header.end());
        if (!data.empty())
            command[0] |= more_follows;
        command.push_back(static_cast<std::uint8_t>(part.size()));
        command.insert(command.end(), part.begin(), part.end());
        const auto answer = exchange(command, Repeat::never);
        if (!answer)
            return std::unexpected(answer.error());
        if (answer->status != good)
            return trouble_of(answer->status);
    } while (!data.empty());
    return {};
}

} // namespace onshi::card
