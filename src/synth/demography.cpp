#include "synth/demography.h"

#include "base/fault.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

namespace onshi::synth {
namespace {

using domain::Sex;

// Approximate, from the Statistics Bureau's published age structure (population estimate of 2022-10-01, 125 M),
// rounded.
constexpr std::array<AgeClass, age_classes> structure{{
    {18, 17}, {20, 19}, {22, 21}, {23, 22}, {26, 24}, // 0 to 24
    {26, 25}, {26, 25}, {29, 28}, {32, 31}, {38, 37}, // 25 to 49
    {38, 38}, {33, 32}, {30, 30}, {29, 31}, {35, 40}, // 50 to 74
    {25, 31}, {19, 27}, {11, 20}, {4, 12},  {1, 5},   // 75 and more
}};

// Permille of an age class living with their parents, 20 to 54 (rounded from what censuses show: falling with age).
constexpr std::array<int, age_classes> at_home{0, 0, 0, 0, 600, 400, 280, 220, 180, 150, 120};
// Permille of the men who are then left and live with a wife and nobody else.
constexpr std::array<int, age_classes> in_couples{0,   0,   0,   0,   50,  250, 350, 350, 350, 350,
                                                  400, 550, 650, 750, 800, 800, 800, 700, 600, 0};
constexpr int last_minor_class = 3;
constexpr int youngest_parent = 5; // 25 to 29
constexpr int generation = 5;      // classes between parent and child: at least 20 years
constexpr int oldest_generation = 9;

/// The people not yet in a household.
class Pool
{
public:
    [[nodiscard]] int left(Sex sex, int age_class) const
    {
        const auto& both = left_.at(static_cast<std::size_t>(age_class));
        return sex == Sex::male ? both.men : both.women;
    }
    [[nodiscard]] int left(int age_class) const { return left(Sex::male, age_class) + left(Sex::female, age_class); }

    /// Someone of the class, of the sex of which more are left.
    Seat take_any(Role role, int age_class)
    {
        const auto sex = left(Sex::male, age_class) >= left(Sex::female, age_class) ? Sex::male : Sex::female;
        take(sex, age_class);
        return {role, sex, age_class};
    }
    /// Someone of the wanted class or, if none is left, of the nearest one between low and high.
    std::optional<Seat> take_near(Role role, Sex sex, int wanted, int low, int high)
    {
        high = std::min(high, age_classes - 1);
        std::optional<int> best;
        for (int age_class = low; age_class <= high; ++age_class) {
            if (left(sex, age_class) > 0 && (!best || std::abs(age_class - wanted) < std::abs(*best - wanted)))
                best = age_class;
        }
        if (!best)
            return std::nullopt;
        take(sex, *best);
        return Seat{role, sex, *best};
    }

private:
    void take(Sex sex, int age_class)
    {
        ONSHI_CHECK(left(sex, age_class) > 0);
        auto& both = left_.at(static_cast<std::size_t>(age_class));
        --(sex == Sex::male ? both.men : both.women);
    }
    std::array<AgeClass, age_classes> left_ = structure;
};

/// Father and mother of a child of `child_class`. At least one, as long as the pool has any.
Shape take_parents(Pool& pool, int child_class, int wanted, bool with_father, bool with_mother)
{
    const int low = std::max(youngest_parent, child_class + generation);
    const int high = child_class + oldest_generation;
    Shape parents;
    if (with_father) {
        if (auto father = pool.take_near(Role::head, Sex::male, wanted, low, high))
            parents.push_back(*father);
    }
    if (with_mother || parents.empty()) {
        const auto role = parents.empty() ? Role::head : Role::spouse;
        if (auto mother = pool.take_near(role, Sex::female, wanted, low, high))
            parents.push_back(*mother);
    }
    return parents;
}

Shape take_children(Pool& pool, int youngest, std::size_t wanted, bool spread)
{
    Shape children{pool.take_any(Role::child, youngest)};
    while (children.size() < wanted) {
        const int older = std::min(youngest + (spread ? 1 : 0), last_minor_class);
        if (pool.left(older) > 0)
            children.push_back(pool.take_any(Role::child, older));
        else if (pool.left(youngest) > 0)
            children.push_back(pool.take_any(Role::child, youngest));
        else
            break;
        spread = true;
    }
    return children;
}

void add_grandparents(Pool& pool, Shape& family, bool both)
{
    const int parent_class = family.front().age_class;
    const int low = parent_class + generation;
    if (auto grandmother = pool.take_near(Role::parent, Sex::female, low + 1, low, low + 2))
        family.push_back(*grandmother);
    if (!both)
        return;
    if (auto grandfather = pool.take_near(Role::parent, Sex::male, low + 1, low, low + 2))
        family.push_back(*grandfather);
}

/// Every minor in a family; one family in eight has one parent, one in nine three generations.
void add_families(Pool& pool, std::vector<Shape>& shapes)
{
    constexpr std::array<std::size_t, 8> sizes{2, 1, 2, 2, 1, 3, 2, 2};
    constexpr std::array ages_at_birth{6, 7, 6, 5}; // classes between parent and oldest child
    std::size_t k = 0;
    for (int youngest = 0; youngest <= last_minor_class; ++youngest) {
        for (; pool.left(youngest) > 0; ++k) {
            const auto children = take_children(pool, youngest, sizes[k % sizes.size()], k % 2 == 1);
            const int oldest = std::ranges::max(children, {}, &Seat::age_class).age_class;
            const int wanted = oldest + ages_at_birth[k % ages_at_birth.size()];
            auto family = take_parents(pool, oldest, wanted, k % 8 != 7, k % 40 != 20);
            ONSHI_CHECK(!family.empty());
            family.insert(family.end(), children.begin(), children.end());
            if (k % 9 == 4)
                add_grandparents(pool, family, k % 2 == 0);
            shapes.push_back(std::move(family));
        }
    }
}

/// Grown-up children who live with their parents; every fourth such parent is alone.
void add_adults_at_home(Pool& pool, std::vector<Shape>& shapes)
{
    int k = 0;
    for (int age_class = last_minor_class + 1; age_class < age_classes; ++age_class) {
        const int wanted = pool.left(age_class) * at_home.at(static_cast<std::size_t>(age_class)) / 1000;
        for (int i = 0; i < wanted; ++i, ++k) {
            auto family = take_parents(pool, age_class, age_class + 6, k % 4 != 3, true);
            if (family.empty())
                return;
            family.push_back(pool.take_any(Role::child, age_class));
            shapes.push_back(std::move(family));
        }
    }
}

void add_couples(Pool& pool, std::vector<Shape>& shapes)
{
    for (int age_class = 0; age_class < age_classes; ++age_class) {
        const int wanted = pool.left(Sex::male, age_class) * in_couples.at(static_cast<std::size_t>(age_class)) / 1000;
        for (int i = 0; i < wanted; ++i) {
            auto wife =
                pool.take_near(Role::spouse, Sex::female, age_class - i % 2, std::max(4, age_class - 2), age_class + 1);
            if (!wife)
                break;
            const auto husband = pool.take_near(Role::head, Sex::male, age_class, age_class, age_class);
            ONSHI_CHECK(husband.has_value());
            shapes.push_back({*husband, *wife});
        }
    }
}

void add_singles(Pool& pool, std::vector<Shape>& shapes)
{
    for (int age_class = 0; age_class < age_classes; ++age_class) {
        while (pool.left(age_class) > 0) {
            ONSHI_CHECK(age_class > last_minor_class);
            shapes.push_back({pool.take_any(Role::head, age_class)});
        }
    }
}

} // namespace

std::span<const AgeClass, age_classes> age_structure() { return structure; }

std::vector<Shape> household_shapes()
{
    Pool pool;
    std::vector<Shape> shapes;
    add_families(pool, shapes);
    add_adults_at_home(pool, shapes);
    add_couples(pool, shapes);
    add_singles(pool, shapes);
    return shapes;
}

} // namespace onshi::synth
