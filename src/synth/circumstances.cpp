#include "synth/circumstances.h"

namespace onshi::synth {
namespace {

// 国保 households in June 2022: some 0.42 M with 短期被保険者証 and 0.09 M with 資格証明書 of 17 M (厚生労働省,
// approximate, from memory). Both ended with the paper certificate in December 2024; the interface keeps the codes.
constexpr std::uint32_t short_term_permille = 25;
constexpr std::uint32_t special_permille = 5;
// Some 5 M of 125 M people move in a year (住民基本台帳人口移動報告, approximate): 4 % a year for five years.
constexpr std::uint32_t moved_permille = 200;
constexpr std::size_t moved_within_days = std::size_t{5} * 365;
// Some 0.15 M people are under 支援措置 of the residents' register (approximate, from memory), 0.12 %.
constexpr std::uint32_t protected_per_10000 = 12;
constexpr std::size_t fled_within_days = std::size_t{2} * 365;

void protect(Draw& draw, Circumstances& c)
{
    const auto ticket = draw.below(100); // own choice: both are independent (domain rules 7.7)
    c.undisclosed = ticket < 85;
    c.self_withheld = ticket >= 60;
}

} // namespace

Circumstances draw_circumstances(std::uint64_t seed, const Household& household, base::Date as_of)
{
    Draw draw(seed, household.index, Purpose::moves);
    Circumstances c{.income = Income(draw, as_of), .former = {}};
    const auto ticket = draw.below(1000);
    if (ticket < short_term_permille + special_permille)
        c.arrears = ticket < short_term_permille ? Arrears::short_term : Arrears::special_medical_cost;
    c.former = draw_address(draw, household.prefecture, household.municipality);
    const bool fled = draw.below(10'000) < protected_per_10000;
    if (fled)
        protect(draw, c);
    if (fled || draw.permille(moved_permille))
        c.moved = as_of.plus_days(-static_cast<int>(draw.below(fled ? fled_within_days : moved_within_days)));
    return c;
}

} // namespace onshi::synth
