#include "synth/identity.h"

#include "base/fault.h"
#include "synth/demography.h"
#include "synth/places.h"

#include <array>

namespace onshi::synth {
namespace {

constexpr std::uint64_t unit_numbers = 10'000'000'000;
constexpr std::uint64_t elderly_numbers = 100'000'000;
constexpr std::size_t segments_a_unit = 7;
static_assert(1 + most_members * segments_a_unit <= slots);

/// Counters are spread over all numbers of the length, so that neighbours do not have neighbouring numbers: times a
/// factor without common divisor with ten, which loses nothing modulo a power of ten.
constexpr std::uint64_t spread(std::uint64_t counter, std::uint64_t factor, std::uint64_t numbers)
{
    return (counter * factor + 271'828'183) % numbers;
}

void add_full_width(Line& line, std::uint64_t number, std::size_t width)
{
    for (std::uint64_t unit = width == 4 ? 1'000 : 100'000; unit > 0; unit /= 10)
        line.add(full_width_digit(number / unit % 10));
}

} // namespace

std::uint64_t employees_slot(std::size_t member, std::size_t segment)
{
    ONSHI_CHECK(member < most_members);
    ONSHI_CHECK(segment < segments_a_unit);
    return 1 + member * segments_a_unit + segment;
}

std::uint64_t void_slot(std::size_t member)
{
    constexpr auto first = 1 + most_members * segments_a_unit;
    ONSHI_CHECK(first + member < slots);
    return first + member;
}

void add_person_code(Line& line, std::uint64_t seed, std::uint64_t household, std::size_t member)
{
    // mixed() alone keeps zero, the sample person's; neither summand reaches the top bit, so their sum is not zero.
    const auto counter = household * most_members + member;
    const auto code = mixed(counter + (mixed(seed + 1) >> 1));
    constexpr std::string_view hex = "0123456789abcdef";
    std::array<char, 19> text{'S', 'Y', 'N'};
    auto rest = code;
    for (std::size_t place = text.size(); place-- > 3; rest >>= 4)
        text[place] = hex[rest & 15];
    line.add({text.data(), text.size()});
}

void add_unit_id(Line& line, IdStyle style, std::uint64_t household, std::uint64_t slot, std::size_t branch)
{
    const auto counter = household * slots + slot;
    ONSHI_CHECK(slot < slots);
    ONSHI_CHECK(counter < unit_numbers);
    constexpr std::uint64_t below_symbol = 1'000'000;
    const auto all = spread(counter, 1'618'033'989, unit_numbers);
    const auto symbol = all / below_symbol;
    if (style == IdStyle::letter)
        line.add('A');
    if (style == IdStyle::full_width) {
        line.add("架");
        add_full_width(line, symbol, 4);
    } else if (style == IdStyle::hyphen) {
        line.digits(symbol / 100, 2);
        line.add('-');
        line.digits(symbol, 2);
    } else if (style != IdStyle::no_symbol) {
        line.digits(symbol, 4);
    }
    line.add(',');
    if (style == IdStyle::full_width)
        add_full_width(line, all % below_symbol, 6);
    else
        line.digits(all, style == IdStyle::no_symbol ? 10 : 6);
    line.add(',');
    if (branch > 0)
        line.digits(branch, 2);
}

void add_late_elderly_id(Line& line, std::uint64_t local_index, std::size_t member)
{
    const auto counter = local_index * most_members + member;
    ONSHI_CHECK(member < most_members);
    ONSHI_CHECK(counter < elderly_numbers);
    line.add(',');
    line.digits(spread(counter, 61'803'399, elderly_numbers), 8);
    line.add(',');
}

} // namespace onshi::synth
