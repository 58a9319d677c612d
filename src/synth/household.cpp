#include "synth/household.h"

#include "base/fault.h"
#include "synth/apportion.h"
#include "synth/birth_dates.h"

#include <algorithm>

namespace onshi::synth {
namespace {

constexpr std::uint64_t round_of_places = 1000; // households after which every prefecture has had its share

// Foreign residents were 2.96 M of 125 M people at the middle of 2022 (在留外国人統計, approximate, from memory), most
// of them under 65: about 2.4 % of the town. Whole households, for simplicity.
constexpr std::uint32_t foreign_permille = 32;
constexpr int foreign_head_below = 65;

std::vector<Shape> shuffled_shapes(std::uint64_t seed)
{
    auto shapes = household_shapes();
    Draw draw(seed, 0, Purpose::shapes);
    for (std::size_t i = shapes.size() - 1; i > 0; --i)
        std::swap(shapes[i], shapes[draw.below(i + 1)]);
    return shapes;
}

std::vector<std::uint64_t> prefix_sums(const std::vector<Shape>& shapes)
{
    std::vector<std::uint64_t> sums{0};
    for (std::size_t i = 0; i < 2 * shapes.size(); ++i)
        sums.push_back(sums.back() + shapes[i % shapes.size()].size());
    return sums;
}

} // namespace

HouseholdMaker::HouseholdMaker(std::uint64_t seed, base::Date as_of, const Insurers& insurers)
    : seed_(seed)
    , as_of_(as_of)
    , insurers_(insurers)
    , shapes_(shuffled_shapes(seed))
    , people_before_(prefix_sums(shapes_))
{
    std::vector<std::uint64_t> weights;
    for (const auto& prefecture : prefectures().first(insurers.prefectures()))
        weights.push_back(prefecture.weight);
    const auto shares = apportion(round_of_places, weights);
    for (std::size_t prefecture = 0; prefecture < shares.size(); ++prefecture) {
        first_of_.push_back(prefecture_of_.size());
        prefecture_of_.insert(prefecture_of_.end(), shares[prefecture], static_cast<std::uint16_t>(prefecture));
    }
    first_of_.push_back(prefecture_of_.size());
}

// Every cycle of shapes holds the age structure exactly; it begins elsewhere each time, so that neither the file's end
// nor the prefectures' round meets always the same shapes.
std::size_t HouseholdMaker::rotation(std::uint64_t cycle) const
{
    return Draw(seed_, cycle + 1, Purpose::shapes).below(shapes_.size());
}

std::uint64_t HouseholdMaker::people_before(std::uint64_t index) const
{
    const auto cycle = (index - 1) / shapes_.size();
    const auto begin = rotation(cycle);
    return cycle * people_before_[shapes_.size()] + people_before_[begin + (index - 1) % shapes_.size()] -
           people_before_[begin];
}

std::uint64_t HouseholdMaker::household_of(std::uint64_t person) const
{
    const auto cycle = person / people_before_[shapes_.size()];
    const auto rest = person % people_before_[shapes_.size()];
    const auto begin = people_before_.begin() + static_cast<std::ptrdiff_t>(rotation(cycle));
    const auto after = std::upper_bound(begin, people_before_.end(), *begin + rest);
    return 1 + cycle * shapes_.size() + static_cast<std::uint64_t>(after - begin - 1);
}

Household HouseholdMaker::make(std::uint64_t index) const
{
    Household household;
    make(index, household);
    return household;
}

void HouseholdMaker::make(std::uint64_t index, Household& over) const
{
    ONSHI_CHECK(index > 0);
    over.index = index;
    place(over);
    const auto cycle = (index - 1) / shapes_.size();
    settle(over, shapes_[(rotation(cycle) + (index - 1) % shapes_.size()) % shapes_.size()]);
}

// The prefecture follows from the index by counting, not by chance: so the household's rank among those of its
// prefecture is known without making the others, and with it a 被保険者番号 that is unique in the prefecture's
// 広域連合.
void HouseholdMaker::place(Household& household) const
{
    const auto round = (household.index - 1) / round_of_places;
    Draw round_draw(seed_, round, Purpose::place);
    constexpr std::uint64_t stride = 387; // without common divisor with 1000: visits every ticket once
    const auto ticket =
        ((household.index - 1) % round_of_places * stride + round_draw.below(round_of_places)) % round_of_places;
    household.prefecture = prefecture_of_[ticket];
    const auto first = first_of_[household.prefecture];
    const auto share = first_of_[household.prefecture + 1] - first;
    household.local_index = round * share + (ticket - first);

    Draw draw(seed_, ~household.index, Purpose::place);
    household.municipality = draw.skewed_below(insurers_.municipalities(household.prefecture));
    household.address = draw_address(draw, household.prefecture, household.municipality);
}

void HouseholdMaker::settle(Household& household, const Shape& shape) const
{
    Draw people(seed_, household.index, Purpose::people);
    const auto births = draw_births(people, shape, as_of_);
    Draw names(seed_, household.index, Purpose::names);
    const bool foreign = age_on(births.front(), as_of_) < foreign_head_below && names.permille(foreign_permille);
    household.family = foreign ? draw_foreign_family_name(names) : draw_family_name(names);
    household.members.clear();
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const auto given = draw_given_name(names, household.family, shape[i].sex, births[i].year());
        household.members.push_back({shape[i].role, shape[i].sex, births[i], given});
    }
}

} // namespace onshi::synth
