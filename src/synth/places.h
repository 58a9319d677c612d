#pragma once

#include "synth/line.h"
#include "synth/random.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// Invented places. The 都道府県番号 and the weights are Japan's, so that numbers parse and loads are shaped like the
/// real ones; every name begins with 架空, so that no address can be taken for a real one.
namespace onshi::synth {

struct Prefecture
{
    int number;            ///< 都道府県番号 1 to 47
    std::uint64_t weight;  ///< permille of the population, 2022, rounded
    std::string_view name; ///< 「架空若葉県」
};

/// All 47, most populous first; a small town uses only the first few. All weights add up to 1000.
[[nodiscard]] std::span<const Prefecture> prefectures();

/// 「見本市」. Distinct within a prefecture for local numbers below 40.
[[nodiscard]] std::string_view city_name(std::size_t local);

/// Words for names of employers and shops (40 of them): 「若葉」.
[[nodiscard]] std::string_view brand_word(std::size_t index);
[[nodiscard]] std::size_t brand_words();

/// "12" as 「１２」. Digits only.
[[nodiscard]] std::string full_width_digits(std::string_view digits);
/// One digit of it.
[[nodiscard]] std::string_view full_width_digit(std::uint64_t digit);

/// How an insurer writes 丁目, 番 and 号: 「３丁目１２番５号」 or 「３－１２－５」.
enum class AddressStyle : std::uint8_t { words, hyphens };

/// 郵便番号 "999-NNNN" (no such post office district exists) and 住所 「架空県見本市例示町３丁目１２番５号」.
struct Address
{
    std::size_t prefecture = 0;
    std::size_t municipality = 0;
    std::uint32_t quarter = 0, block = 1, lot = 1, house = 1;

    bool operator==(const Address&) const = default;
    void add_post_number(Line& line) const;
    void add_text(Line& line, AddressStyle style) const;
};
[[nodiscard]] Address draw_address(Draw& draw, std::size_t prefecture, std::size_t municipality);

} // namespace onshi::synth
