#include "domain/coverage_rules.h"
#include "domain/eligibility.h"
#include "synth/parsed_town.h"

#include <gtest/gtest.h>

namespace onshi::synth {
namespace {

/// What every row of every town keeps, whatever is drawn.
class EveryRow : public testing::TestWithParam<TownOptions>
{
};

std::string said(const std::vector<domain::Rejection>& objections)
{
    std::string all;
    for (const auto& objection : objections)
        all += objection.field + ": " + objection.reason + "\n";
    return all;
}

void expect_lawful(const ParsedTown& town, base::Date as_of)
{
    for (const auto& row : town.rows) {
        const auto found = domain::objections(row.coverage, as_of);
        ASSERT_TRUE(found.empty()) << row.person.text() << "\n" << said(found);
    }
}

void expect_written_alike(const ParsedTown& town, const std::string& bytes)
{
    std::string again;
    wire::append_header(again, wire::coverage_file().columns);
    for (const auto& row : town.rows)
        wire::coverage_file().write(again, row);
    EXPECT_TRUE(again == bytes);
}

void expect_certified_within_cover(const domain::Coverage& c)
{
    for (const auto& item : c.certificates)
        ASSERT_GE(item.valid.from, c.gained);
    for (const auto& item : c.elderly_certificates)
        ASSERT_GE(item.valid.from, c.gained);
    for (const auto& item : c.specific_diseases)
        ASSERT_GE(item.valid.from, c.gained);
    for (const auto& item : c.limit_certificates) {
        ASSERT_GE(item.valid.from, c.gained);
        ASSERT_TRUE(!item.long_term || item.valid.contains(*item.long_term));
    }
}

/// Insurers agree about a person's birth date and sex but for the few mistakes.
void expect_agreement(const ParsedTown& town)
{
    std::size_t withheld = 0;
    for (const auto& [person, spells] : town.people) {
        for (std::size_t i = 1; i < spells.size(); ++i)
            withheld += domain::disagree(*spells[i - 1], *spells[i]) ? 1 : 0;
    }
    EXPECT_LE(withheld, 2 + town.people.size() / 500);
}

TEST_P(EveryRow, is_lawful_and_as_the_coverage_file_writes_it)
{
    const auto town = parse_town(GetParam());
    EXPECT_EQ(town.bad_rows, 0U);
    EXPECT_EQ(town.people.size(), GetParam().people);
    expect_lawful(town, GetParam().as_of);
    expect_written_alike(town, coverage_bytes(GetParam()));
    expect_agreement(town);
    for (const auto& row : town.rows)
        expect_certified_within_cover(row.coverage);
}

TownOptions town_on(std::uint64_t people, std::uint64_t seed, const char* as_of)
{
    return {people, seed, 20, base::Date::parse_iso(as_of).value()};
}

INSTANTIATE_TEST_SUITE_P(Towns, EveryRow,
                         testing::Values(town_on(1'000, 1, "2026-04-01"), town_on(20'000, 2, "2026-04-01"),
                                         town_on(10'000, 3, "2022-09-30"), town_on(10'000, 4, "2022-10-01"),
                                         town_on(5'000, 5, "2015-01-01"), town_on(5'000, 6, "2024-02-29"),
                                         town_on(5'000, 7, "2026-07-31"), town_on(5'000, 8, "2026-08-01"),
                                         town_on(5'000, 9, "2026-01-31"), town_on(5'000, 10, "2040-12-31")));

/// At nation size, a household here and there: numbers, insurers and places are those of the 125 million.
TEST(TheNation, has_rows_without_objection_everywhere)
{
    auto options = test_town(125'000'000, 12);
    const Town nation(options);
    for (std::uint64_t i = 0; i < 2'000; ++i) {
        const auto household = i * 30'011 % nation.households();
        for (const auto& row : nation.rows(household)) {
            const auto found = domain::objections(row.coverage, options.as_of);
            ASSERT_TRUE(found.empty()) << household << "\n" << said(found);
        }
    }
}

} // namespace
} // namespace onshi::synth
