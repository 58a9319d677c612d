#pragma once

#include "base/date.h"
#include "synth/demography.h"
#include "synth/insurers.h"
#include "synth/names.h"
#include "synth/places.h"

#include <cstdint>
#include <vector>

/// One household: who lives where, with whom, how old. Made from (seed, index) alone.
namespace onshi::synth {

struct Member
{
    Role role;
    domain::Sex sex;
    base::Date birth;
    NamePart given;
};

struct Household
{
    std::uint64_t index = 0; ///< from 1; 0 is the persona's
    std::size_t prefecture = 0;
    std::size_t municipality = 0;  ///< local number within the prefecture
    std::uint64_t local_index = 0; ///< distinct among the households of the prefecture
    Address address;
    FamilyName family;
    std::vector<Member> members; ///< head first

    [[nodiscard]] Name name(std::size_t member) const { return {family, members[member].given}; }
};

/// Makes households. Fixed after construction; any thread. `insurers` must outlive it.
class HouseholdMaker
{
public:
    HouseholdMaker(std::uint64_t seed, base::Date as_of, const Insurers& insurers);

    [[nodiscard]] Household make(std::uint64_t index) const;
    /// The same, over one made before: its memory is used again.
    void make(std::uint64_t index, Household& over) const;
    /// People in the households 1 to index - 1.
    [[nodiscard]] std::uint64_t people_before(std::uint64_t index) const;
    /// The household in which the person with that ordinal (from 0, without the persona) lives.
    [[nodiscard]] std::uint64_t household_of(std::uint64_t person) const;

private:
    [[nodiscard]] std::size_t rotation(std::uint64_t cycle) const;
    void place(Household& household) const;
    void settle(Household& household, const Shape& shape) const;

    std::uint64_t seed_;
    base::Date as_of_;
    const Insurers& insurers_;
    std::vector<Shape> shapes_;
    std::vector<std::uint64_t> people_before_; ///< prefix sums over two rounds of shapes_
    std::vector<std::uint16_t> prefecture_of_; ///< of 1000 households, ascending
    std::vector<std::uint64_t> first_of_;      ///< where each prefecture begins in prefecture_of_
};

} // namespace onshi::synth
