#include "synth/identity.h"

#include "base/fault.h"
#include "domain/identifiers.h"

#include <gtest/gtest.h>

#include <set>

namespace onshi::synth {
namespace {

std::string person_code(std::uint64_t seed, std::uint64_t household, std::size_t member)
{
    Line line;
    add_person_code(line, seed, household, member);
    return std::string(line.view());
}

/// The three cells as an importer reads them.
domain::InsuredId parsed(std::string_view cells)
{
    const auto first = cells.find(',');
    const auto second = cells.find(',', first + 1);
    return domain::InsuredId::parse(cells.substr(0, first), cells.substr(first + 1, second - first - 1),
                                    cells.substr(second + 1))
        .value();
}

domain::InsuredId unit_id(IdStyle style, std::uint64_t household, std::uint64_t slot, std::size_t branch)
{
    Line line;
    add_unit_id(line, style, household, slot, branch);
    return parsed(line.view());
}

domain::InsuredId late_elderly_id(std::uint64_t local_index, std::size_t member)
{
    Line line;
    add_late_elderly_id(line, local_index, member);
    return parsed(line.view());
}

TEST(PersonCode, says_that_it_is_synthetic)
{
    const auto code = person_code(1, 2, 3);
    EXPECT_EQ(code.size(), 19U);
    EXPECT_TRUE(code.starts_with("SYN"));
    EXPECT_EQ(code.find_first_not_of("0123456789abcdef", 3), std::string::npos);
}

TEST(PersonCode, differs_for_every_person_and_seed)
{
    std::set<std::string> codes{"SYN0000000000000000"};
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
        for (std::uint64_t household = 1; household <= 2000; ++household) {
            for (std::size_t member = 0; member < 8; ++member)
                codes.insert(person_code(seed, household, member));
        }
    }
    EXPECT_EQ(codes.size(), 1U + 3 * 2000 * 8);
}

TEST(UnitId, is_written_in_the_insurers_style)
{
    const auto digits = unit_id(IdStyle::digits, 1, 0, 1);
    ASSERT_EQ(digits.symbol().size(), 4U);
    ASSERT_EQ(digits.number().size(), 6U);
    EXPECT_EQ(digits.branch(), "01");
    const auto& symbol = digits.symbol();
    EXPECT_EQ(unit_id(IdStyle::hyphen, 1, 0, 12).symbol(), symbol.substr(0, 2) + "-" + symbol.substr(2));
    EXPECT_EQ(unit_id(IdStyle::hyphen, 1, 0, 12).branch(), "12");
    EXPECT_EQ(unit_id(IdStyle::letter, 1, 0, 1).symbol(), "A" + symbol);
    EXPECT_EQ(unit_id(IdStyle::no_symbol, 1, 0, 1).symbol(), "");
    EXPECT_EQ(unit_id(IdStyle::no_symbol, 1, 0, 1).number(), symbol + digits.number());
    EXPECT_EQ(unit_id(IdStyle::full_width, 1, 0, 1).symbol(), "架" + full_width_digits(symbol));
    EXPECT_EQ(unit_id(IdStyle::full_width, 1, 0, 1).number(), full_width_digits(digits.number()));
    EXPECT_EQ(unit_id(IdStyle::full_width, 1, 0, 1).normal_key(), "架" + digits.normal_key());
}

TEST(UnitId, differs_for_every_household_and_slot)
{
    std::set<std::string> keys;
    for (std::uint64_t household = 1; household <= 500; ++household) {
        for (std::uint64_t slot = 0; slot < slots; ++slot)
            keys.insert(unit_id(IdStyle::digits, household * 312'001, slot, 1).normal_key());
    }
    EXPECT_EQ(keys.size(), 500 * slots);
}

TEST(UnitId, without_a_branch_leaves_the_cell_empty)
{
    EXPECT_EQ(unit_id(IdStyle::digits, 1, 0, 0).branch(), "");
    EXPECT_EQ(unit_id(IdStyle::digits, 1, 0, 0).normal_key(), unit_id(IdStyle::digits, 1, 0, 1).normal_key());
}

TEST(EmployeesSlot, differs_for_every_member_and_segment_and_is_not_the_national_one)
{
    std::set<std::uint64_t> seen{national_slot};
    for (std::size_t member = 0; member < 8; ++member) {
        for (std::size_t segment = 0; segment < 7; ++segment)
            seen.insert(employees_slot(member, segment));
    }
    EXPECT_EQ(seen.size(), 57U);
    EXPECT_LT(*seen.rbegin(), slots);
    EXPECT_THROW((void)employees_slot(0, 7), base::Bug);
}

TEST(VoidSlot, differs_from_every_other)
{
    std::set<std::uint64_t> seen;
    for (std::size_t member = 0; member < 7; ++member) {
        EXPECT_GT(void_slot(member), employees_slot(7, 6));
        EXPECT_LT(void_slot(member), slots);
        seen.insert(void_slot(member));
    }
    EXPECT_EQ(seen.size(), 7U);
    EXPECT_THROW((void)void_slot(7), base::Bug);
}

TEST(LateElderlyId, is_eight_digits_of_the_persons_own)
{
    std::set<std::string> numbers;
    for (std::uint64_t local = 0; local < 5000; ++local) {
        const auto id = late_elderly_id(local * 2'499, local % 8);
        EXPECT_EQ(id.number().size(), 8U);
        EXPECT_EQ(id.symbol(), "");
        EXPECT_EQ(id.branch(), "");
        numbers.insert(id.number());
    }
    EXPECT_EQ(numbers.size(), 5000U);
    EXPECT_THROW((void)late_elderly_id(12'500'000, 0), base::Bug);
}

} // namespace
} // namespace onshi::synth
