#pragma once

#include "domain/coverage.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

/// How many of each sex and age there are, and how they live together.
namespace onshi::synth {

/// Five-year age classes: 0 is 0 to 4, 19 is 95 and more.
inline constexpr int age_classes = 20;

struct AgeClass
{
    int men;
    int women;
};
/// Permille of the population by age class and sex. Adds up to 1000.
[[nodiscard]] std::span<const AgeClass, age_classes> age_structure();

enum class Role : std::uint8_t { head, spouse, child, parent };

struct Seat
{
    Role role;
    domain::Sex sex;
    int age_class;
};
/// Who lives in one household, head first; a spouse second.
using Shape = std::vector<Seat>;
inline constexpr std::size_t most_members = 8;

/// Households whose members are exactly the 1000 people of age_structure(): parents with children (some alone, some
/// with a grandparent), adult children with their parents, couples, and people by themselves. A child is at least 20
/// years younger than its parents.
[[nodiscard]] std::vector<Shape> household_shapes();

} // namespace onshi::synth
