#include "synth/identity.h"

#include "base/fault.h"
#include "synth/demography.h"
#include "synth/places.h"

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

std::string digits(std::uint64_t number, std::size_t width)
{
    std::string text(width, '0');
    for (auto place = text.rbegin(); place != text.rend(); ++place, number /= 10)
        *place = static_cast<char>('0' + number % 10);
    return text;
}

} // namespace

std::uint64_t employees_slot(std::size_t member, std::size_t segment)
{
    ONSHI_CHECK(member < most_members);
    ONSHI_CHECK(segment < segments_a_unit);
    return 1 + member * segments_a_unit + segment;
}

domain::PersonCode person_code(std::uint64_t seed, std::uint64_t household, std::size_t member)
{
    // mixed() alone keeps zero, the sample person's; neither summand reaches the top bit, so their sum is not zero.
    const auto counter = household * most_members + member;
    const auto code = mixed(counter + (mixed(seed + 1) >> 1));
    constexpr std::string_view hex = "0123456789abcdef";
    std::string text = "SYN0000000000000000";
    auto rest = code;
    for (std::size_t place = text.size(); place-- > 3; rest >>= 4)
        text[place] = hex[rest & 15];
    return domain::PersonCode::parse(text).value();
}

domain::PersonCode sample_person_code() { return domain::PersonCode::parse("SYN0000000000000000").value(); }

domain::InsuredId unit_id(IdStyle style, std::uint64_t household, std::uint64_t slot, std::size_t branch)
{
    const auto counter = household * slots + slot;
    ONSHI_CHECK(slot < slots);
    ONSHI_CHECK(counter < unit_numbers);
    const auto all = digits(spread(counter, 1'618'033'989, unit_numbers), 10);
    const auto symbol = all.substr(0, 4);
    const auto number = all.substr(4);
    const auto branch_text = digits(branch, 2);
    switch (style) {
    case IdStyle::digits:
        return domain::InsuredId::parse(symbol, number, branch_text).value();
    case IdStyle::hyphen:
        return domain::InsuredId::parse(symbol.substr(0, 2) + "-" + symbol.substr(2), number, branch_text).value();
    case IdStyle::letter:
        return domain::InsuredId::parse("A" + symbol, number, branch_text).value();
    case IdStyle::full_width:
        return domain::InsuredId::parse("架" + full_width_digits(symbol), full_width_digits(number), branch_text)
            .value();
    case IdStyle::no_symbol:
        return domain::InsuredId::parse("", all, branch_text).value();
    }
    throw base::Bug("no such style");
}

domain::InsuredId late_elderly_id(std::uint64_t local_index, std::size_t member)
{
    const auto counter = local_index * most_members + member;
    ONSHI_CHECK(member < most_members);
    ONSHI_CHECK(counter < elderly_numbers);
    return domain::InsuredId::parse("", digits(spread(counter, 61'803'399, elderly_numbers), 8), "").value();
}

} // namespace onshi::synth
