#include "pki/cbor.h"

#include <limits>

namespace onshi::pki {

namespace {

constexpr int deepest = 4; // "CTAP2 ... maximum nesting depth of 4"

struct Head
{
    unsigned major = 0;
    std::uint64_t argument = 0;
};

std::optional<Head> take_head(std::string_view& bytes)
{
    if (bytes.empty())
        return std::nullopt;
    const unsigned first = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    Head head{.major = first >> 5U, .argument = first & 0x1FU};
    if (head.argument < 24)
        return head;
    if (head.argument > 27 || head.major == 7) // reserved, or of unknown length; or a fraction
        return std::nullopt;
    const std::size_t size = std::size_t{1} << (head.argument - 24);
    if (bytes.size() < size)
        return std::nullopt;
    head.argument = 0;
    for (std::size_t i = 0; i < size; ++i)
        head.argument = head.argument << 8U | static_cast<unsigned char>(bytes[i]);
    bytes.remove_prefix(size);
    const std::uint64_t least = size == 1 ? 24 : std::uint64_t{1} << (4 * size); // fewer bytes would have done
    return head.argument < least ? std::nullopt : std::optional(head);
}

std::optional<Cbor> take(std::string_view& bytes, int depth);

std::optional<Cbor> take_array(std::string_view& bytes, std::uint64_t length, int depth)
{
    Cbor array{.kind = Cbor::Kind::array};
    for (std::uint64_t i = 0; i < length; ++i) {
        auto item = take(bytes, depth);
        if (!item)
            return std::nullopt;
        array.items.push_back(*std::move(item));
    }
    return array;
}

std::optional<Cbor> take_map(std::string_view& bytes, std::uint64_t length, int depth)
{
    Cbor map{.kind = Cbor::Kind::map};
    for (std::uint64_t i = 0; i < length; ++i) {
        auto key = take(bytes, depth);
        auto value = key ? take(bytes, depth) : std::nullopt;
        if (!value)
            return std::nullopt;
        map.pairs.push_back({*std::move(key), *std::move(value)});
    }
    return map;
}

std::optional<Cbor> take(std::string_view& bytes, int depth)
{
    const auto head = take_head(bytes);
    if (!head || depth > deepest)
        return std::nullopt;
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    switch (head->major) {
    case 0:
    case 1:
        if (head->argument > largest)
            return std::nullopt;
        return Cbor{.kind = Cbor::Kind::number,
                    .number = head->major == 0 ? static_cast<std::int64_t>(head->argument)
                                               : -1 - static_cast<std::int64_t>(head->argument)};
    case 2:
    case 3: {
        if (head->argument > bytes.size())
            return std::nullopt;
        const auto string = bytes.substr(0, head->argument);
        bytes.remove_prefix(head->argument);
        return Cbor{.kind = head->major == 2 ? Cbor::Kind::bytes : Cbor::Kind::text, .string = string};
    }
    case 4:
        return take_array(bytes, head->argument, depth + 1);
    case 5:
        return take_map(bytes, head->argument, depth + 1);
    case 7:
        if (head->argument < 20 || head->argument > 22)
            return std::nullopt;
        return Cbor{.kind = Cbor::Kind::simple, .number = static_cast<std::int64_t>(head->argument) - 20};
    default:
        return std::nullopt; // a tag
    }
}

} // namespace

const Cbor* Cbor::at(std::int64_t key) const
{
    for (const auto& [name, value] : pairs)
        if (name.kind == Kind::number && name.number == key)
            return &value;
    return nullptr;
}

const Cbor* Cbor::at(std::string_view key) const
{
    for (const auto& [name, value] : pairs)
        if (name.kind == Kind::text && name.string == key)
            return &value;
    return nullptr;
}

std::optional<Cbor> take_cbor(std::string_view& bytes) { return take(bytes, 1); }

} // namespace onshi::pki
