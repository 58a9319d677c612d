#include "synth/town.h"

#include "base/fault.h"

namespace onshi::synth {
namespace {

constexpr std::uint64_t most_people = 150'000'000;

} // namespace

Town::Town(const TownOptions& options)
    : options_(options)
    , insurers_(options.people)
    , maker_(options.seed, options.as_of, insurers_)
{
    ONSHI_CHECK(options.people <= most_people);
    ONSHI_CHECK(options.as_of.year() >= 2015);
    ONSHI_CHECK(options.as_of.year() < 3000);
    // The first person is the sample person; the last household is that of the person people - 2 of the others.
    if (options.people == 1)
        households_ = 1;
    else if (options.people > 1)
        households_ = maker_.household_of(options.people - 2) + 1;
}

std::uint64_t Town::people_before(std::uint64_t household) const
{
    return household == 0 ? 0 : 1 + maker_.people_before(household);
}

std::vector<wire::CoverageRow> Town::rows(std::uint64_t household) const
{
    ONSHI_CHECK(household < households_);
    if (household == 0)
        return {sample_row(insurers_.at(0).number)};
    const auto made = maker_.make(household);
    auto spells = draw_spells(options_.seed, made, insurers_, options_.as_of);
    const auto wanted = options_.people - people_before(household);
    std::erase_if(spells, [&](const Spell& spell) { return spell.member >= wanted; });
    return coverage_rows(options_.seed, made, spells, insurers_, options_.as_of);
}

} // namespace onshi::synth
