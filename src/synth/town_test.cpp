#include "synth/town.h"

#include "base/fault.h"
#include "base/stable_hash.h"
#include "synth/parsed_town.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace onshi::synth {
namespace {

TEST(WriteCoverage, the_same_options_give_the_same_bytes)
{
    const auto bytes = coverage_bytes(test_town());
    EXPECT_EQ(bytes, coverage_bytes(test_town()));
    EXPECT_NE(bytes, coverage_bytes(test_town(10'000, 2)));
}

TEST(WriteCoverage, the_same_bytes_on_every_machine)
{
    // Written down once on x86-64 with g++ 12. Whoever changes it changes every town that was ever cited by its seed.
    EXPECT_EQ(base::stable_hash(coverage_bytes(test_town(2'000, 5))), 629522283009848533ULL);
}

TEST(WriteCoverage, every_row_parses_back)
{
    const auto options = test_town();
    const auto town = parse_town(options);
    EXPECT_EQ(town.bad_rows, 0U);
    EXPECT_EQ(town.people.size(), 10'000U);
    std::ostringstream out;
    EXPECT_EQ(write_coverage(options, out), town.rows.size());
}

TEST(WriteCoverage, the_rows_of_a_person_stand_together)
{
    const auto town = parse_town(test_town());
    std::set<std::string> finished;
    std::string current;
    for (const auto& row : town.rows) {
        if (row.person.text() == current)
            continue;
        EXPECT_TRUE(finished.insert(current).second);
        current = row.person.text();
    }
}

TEST(WriteCoverage, the_first_person_is_the_one_of_the_sample_messages)
{
    // external-interface.md section 4, M1 and M2.
    for (const std::uint64_t seed : {0ULL, 1ULL, 99ULL}) {
        const auto town = parse_town(test_town(50, seed));
        const auto& row = town.rows.front();
        const auto& c = row.coverage;
        EXPECT_EQ(row.person.text(), "SYN0000000000000000");
        EXPECT_EQ(c.insurer.text(), "06139992");
        EXPECT_EQ(c.id.symbol(), "架空");
        EXPECT_EQ(c.id.number(), "１２３４");
        EXPECT_EQ(c.id.branch(), "01");
        EXPECT_EQ(c.name, "見本　花子");
        EXPECT_EQ(c.name_kana, "ミホン　ハナコ");
        EXPECT_EQ(c.insured_name, "見本　花子");
        EXPECT_EQ(c.birth_date, base::Date::of(1985, 4, 7));
        EXPECT_EQ(c.sex, domain::Sex::female);
        EXPECT_EQ(c.relationship, domain::Relationship::insured);
        EXPECT_EQ(c.address, "架空県見本市例示町１－２－３");
        EXPECT_EQ(c.post_number, "999-0000");
        EXPECT_EQ(c.gained, base::Date::of(2020, 4, 1));
        EXPECT_EQ(c.kind, domain::CertificateKind::ordinary);
        ASSERT_EQ(c.certificates.size(), 1U);
        EXPECT_EQ(c.certificates[0].issued, base::Date::of(2020, 4, 10));
        EXPECT_EQ(c.certificates[0].valid, (domain::Period{base::Date::of(2020, 4, 1), std::nullopt}));
        EXPECT_FALSE(c.lost || c.certificates[0].share);
        EXPECT_EQ(town.people.at("SYN0000000000000000").size(), 1U);
    }
}

TEST(WriteCoverage, a_town_has_exactly_the_people_asked_for)
{
    for (std::uint64_t people = 0; people < 40; ++people)
        EXPECT_EQ(parse_town(test_town(people)).people.size(), people);
}

TEST(WriteCoverage, tells_its_progress)
{
    std::vector<std::uint64_t> told;
    std::ostringstream out;
    (void)write_coverage(test_town(30'000), out, [&](std::uint64_t people) { told.push_back(people); });
    EXPECT_GE(told.size(), 3U);
    EXPECT_TRUE(std::ranges::is_sorted(told));
    EXPECT_EQ(told.back(), 30'000U);
}

TEST(WriteCoverage, a_stream_that_fails_is_a_fault)
{
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    EXPECT_THROW(write_coverage(test_town(10), out), base::Fault);
}

TEST(Town, a_household_alone_is_as_it_stands_in_the_stream)
{
    const auto options = test_town(3'000);
    const auto stream = coverage_bytes(options);
    const Town town(options);
    std::string parts;
    wire::append_header(parts, wire::coverage_file().columns);
    std::vector<std::string> alone(town.households());
    for (std::uint64_t i = town.households(); i-- > 0;) { // backwards: no household needs the one before
        for (const auto& row : town.rows(i))
            wire::coverage_file().write(alone[i], row);
    }
    for (const auto& text : alone)
        parts += text;
    EXPECT_EQ(parts, stream);
}

TEST(Town, people_before_tells_where_a_household_stands)
{
    const Town town(test_town(3'000));
    std::uint64_t people = 0;
    for (std::uint64_t household = 0; household < town.households(); ++household) {
        ASSERT_EQ(town.people_before(household), people);
        std::set<std::string> members;
        for (const auto& row : town.rows(household))
            members.insert(row.person.text());
        people += members.size();
    }
    EXPECT_EQ(people, 3'000U);
}

TEST(Town, any_household_of_the_nation_is_made_at_once)
{
    const Town nation(test_town(125'000'000));
    EXPECT_GT(nation.households(), 60'000'000U);
    EXPECT_FALSE(nation.rows(nation.households() / 2).empty());
    EXPECT_FALSE(nation.rows(nation.households() - 1).empty());
    EXPECT_EQ(nation.insurers().all().size(), 3400U);
}

TEST(Town, options_out_of_bounds_are_a_bug)
{
    EXPECT_THROW(Town({150'000'001, 1, 0, test_town().as_of}), base::Bug);
    EXPECT_THROW(Town({1, 1, 0, base::Date::of(1999, 1, 1).value()}), base::Bug);
}

TEST(Town, any_day_can_be_today)
{
    for (const auto* day : {"2024-02-29", "2015-01-01", "2026-07-31", "2026-08-01", "2030-12-31"}) {
        auto options = test_town(2'000);
        options.as_of = base::Date::parse_iso(day).value();
        const auto town = parse_town(options);
        EXPECT_EQ(town.bad_rows, 0U) << day;
        EXPECT_EQ(town.people.size(), 2'000U) << day;
    }
}

TEST(Readme, says_in_both_languages_that_all_is_synthetic_and_how_it_was_made)
{
    const auto text = readme({2'000, 7, 30, test_town().as_of});
    EXPECT_TRUE(text.contains("架空"));
    EXPECT_TRUE(text.contains("Synthetic"));
    EXPECT_TRUE(text.contains("onshi synth --people 2000 --seed 7 --facilities 30 --as-of 2026-04-01 --output DIR"));
}

} // namespace
} // namespace onshi::synth
