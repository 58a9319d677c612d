#include "domain/coverage_rules.h"
#include "domain/eligibility.h"
#include "synth/parsed_town.h"

#include <gtest/gtest.h>

namespace onshi::synth {
namespace {

/// What every row of every town keeps, whatever is drawn.
class EveryRow : public testing::TestWithParam<TownOptions>
{
protected:
    ParsedTown town = parse_town(GetParam());
};

std::string said(const std::vector<domain::Rejection>& objections)
{
    std::string all;
    for (const auto& objection : objections)
        all += objection.field + ": " + objection.reason + "\n";
    return all;
}

TEST_P(EveryRow, is_without_objection)
{
    EXPECT_EQ(town.bad_rows, 0U);
    for (const auto& row : town.rows) {
        const auto found = domain::objections(row.coverage, GetParam().as_of);
        ASSERT_TRUE(found.empty()) << row.person.text() << "\n" << said(found);
    }
}

TEST_P(EveryRow, is_as_the_coverage_file_writes_it)
{
    std::string again;
    wire::append_header(again, wire::coverage_file().columns);
    for (const auto& row : town.rows)
        wire::coverage_file().write(again, row);
    EXPECT_TRUE(again == coverage_bytes(GetParam()));
}

TEST_P(EveryRow, certifies_one_thing_a_day_within_what_is_known)
{
    for (const auto& [person, spells] : town.people) {
        for (const auto* c : spells) {
            for (const auto& item : c->certificates)
                ASSERT_GE(item.valid.from, c->gained);
            for (const auto& item : c->elderly_certificates)
                ASSERT_GE(item.valid.from, c->gained);
            for (const auto& item : c->limit_certificates) {
                ASSERT_GE(item.valid.from, c->gained);
                ASSERT_TRUE(!item.long_term || item.valid.contains(*item.long_term));
            }
            for (const auto& item : c->specific_diseases)
                ASSERT_GE(item.valid.from, c->gained);
        }
    }
}

TEST_P(EveryRow, of_a_person_agrees_but_for_the_mistaken)
{
    std::size_t withheld = 0;
    for (const auto& [person, spells] : town.people) {
        bool agree = true;
        for (std::size_t i = 1; i < spells.size(); ++i)
            agree = agree && !domain::disagree(*spells[i - 1], *spells[i]);
        withheld += agree ? 0 : 1;
    }
    EXPECT_LE(withheld, 1 + town.people.size() / 500);
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
    for (std::uint64_t i = 0; i < 4'000; ++i) {
        const auto household = i * 15'000 % nation.households();
        for (const auto& row : nation.rows(household)) {
            const auto found = domain::objections(row.coverage, options.as_of);
            ASSERT_TRUE(found.empty()) << household << "\n" << said(found);
        }
    }
}

} // namespace
} // namespace onshi::synth
