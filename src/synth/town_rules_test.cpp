#include "domain/eligibility.h"
#include "domain/person_match.h"
#include "synth/birth_dates.h"
#include "synth/parsed_town.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace onshi::synth {
namespace {

using domain::CertificateKind;
using domain::Coverage;

/// Whether every rule of coverage is met in a town, as often as doc/formats/synth.md says.
class Rules : public testing::Test
{
protected:
    static constexpr std::uint64_t people = 30'000;

    static void SetUpTestSuite() { town = parse_town(test_town(people, 21)); }
    static void TearDownTestSuite() { town = {}; }

    static base::Date as_of() { return test_town().as_of; }

    using Spells = std::vector<const Coverage*>;
    /// People of whom it is true, in 100,000.
    static double people_of(const std::function<bool(const Spells&)>& is_so)
    {
        std::size_t count = 0;
        for (const auto& [person, spells] : town.people)
            count += is_so(spells) ? 1 : 0;
        return 100'000.0 * static_cast<double>(count) / static_cast<double>(people);
    }
    static double people_with(const std::function<bool(const Coverage&)>& is_so)
    {
        return people_of([&](const Spells& spells) {
            return std::ranges::any_of(spells, [&](const Coverage* c) { return is_so(*c); });
        });
    }

    static ParsedTown town;
};
ParsedTown Rules::town;

TEST_F(Rules, every_kind_of_certificate_in_the_schemes_that_have_it)
{
    std::map<CertificateKind, std::set<std::string>> laws;
    for (const auto& row : town.rows)
        laws[row.coverage.kind].insert(row.coverage.insurer.law_number());
    const std::set<std::string> national{""};
    const std::set<std::string> old_retired{"67"};
    EXPECT_EQ(laws[CertificateKind::retired], old_retired);
    EXPECT_EQ(laws[CertificateKind::short_term_retired], old_retired);
    EXPECT_EQ(laws[CertificateKind::short_term], national);
    EXPECT_EQ(laws[CertificateKind::special_medical_cost], national);
    EXPECT_EQ(laws[CertificateKind::self_defence], std::set<std::string>{"07"});
    EXPECT_FALSE(laws[CertificateKind::ordinary].contains("07"));
    EXPECT_TRUE(laws[CertificateKind::specified_retired].contains("63"));
    EXPECT_TRUE(std::ranges::includes(std::set<std::string>{"63", "72", "73", "74", "75"},
                                      laws[CertificateKind::specified_retired]));
}

TEST_F(Rules, arrears_are_those_of_3_percent_of_the_national_households)
{
    std::size_t all = 0;
    std::map<CertificateKind, std::size_t> kinds;
    for (const auto& row : town.rows) {
        if (!row.coverage.insurer.is_national_health())
            continue;
        ++all;
        ++kinds[row.coverage.kind];
        if (row.coverage.kind == CertificateKind::special_medical_cost) {
            EXPECT_GE(age_on(row.coverage.birth_date, as_of()), 18);
        }
    }
    EXPECT_NEAR(static_cast<double>(kinds[CertificateKind::short_term]) / static_cast<double>(all), 0.026, 0.008);
    EXPECT_NEAR(static_cast<double>(kinds[CertificateKind::special_medical_cost]) / static_cast<double>(all), 0.0045,
                0.003);
}

TEST_F(Rules, old_retirees_are_rows_of_the_past)
{
    for (const auto& row : town.rows) {
        const auto& c = row.coverage;
        if (c.insurer.law_number() != "67")
            continue;
        EXPECT_LT(c.gained, base::Date::of(2015, 4, 1));
        EXPECT_LE(c.lost, base::Date::of(2020, 4, 1));
        EXPECT_EQ(c.id.branch(), "");
    }
    EXPECT_NEAR(people_with([](const Coverage& c) { return c.insurer.law_number() == "67"; }), 600, 250);
}

TEST_F(Rules, sex_is_hidden_or_unset_for_a_few)
{
    EXPECT_NEAR(people_with([](const Coverage& c) { return c.sex_hidden; }), 50, 40);
    EXPECT_NEAR(people_with([](const Coverage& c) { return c.sex == domain::Sex::unset; }), 20, 19.9);
}

TEST_F(Rules, shares_are_dated_and_change_for_some)
{
    const auto changes = [](const auto& list, base::Date since) {
        std::set<std::optional<domain::Share>> shares;
        for (const auto& item : list)
            if (item.valid.from >= since)
                shares.insert(item.share);
        return shares.size() > 1;
    };
    const auto old = [](const Spells& s) { return s.back()->insurer.is_late_elderly(); };
    const auto since = base::Date::of(2022, 10, 1).value(); // before, those of 20 had 10
    const auto old_and_changed = [&](const Spells& s) { return old(s) && changes(s.back()->certificates, since); };
    EXPECT_NEAR(people_of(old_and_changed) / people_of(old), 0.12, 0.04);
    EXPECT_GT(people_of([&](const Spells& s) { return changes(s.back()->elderly_certificates, since); }), 50);
    for (const auto& row : town.rows) {
        for (const auto& item : row.coverage.certificates) {
            if (item.share == 20) {
                EXPECT_GE(item.valid.from, base::Date::of(2022, 10, 1));
            }
        }
    }
}

TEST_F(Rules, yearly_certificates_have_a_history)
{
    std::size_t several = 0;
    for (const auto& row : town.rows)
        several += row.coverage.certificates.size() >= 3 ? 1 : 0;
    EXPECT_GT(several, town.rows.size() / 5);
}

TEST_F(Rules, every_limit_class_is_held)
{
    std::map<std::string, int> classes;
    std::map<domain::LimitKind, int> kinds;
    int long_term = 0;
    for (const auto& row : town.rows) {
        for (const auto& item : row.coverage.limit_certificates) {
            ++classes[item.cls];
            ++kinds[item.kind];
            long_term += item.long_term ? 1 : 0;
        }
    }
    for (const auto& [code, term] : domain::limit_classes)
        EXPECT_GT(classes[std::string(code)], 0) << code;
    EXPECT_EQ(kinds.size(), 3U);
    EXPECT_GT(long_term, 10);
    EXPECT_NEAR(people_of([](const Spells& s) { return !s.back()->limit_certificates.empty(); }), 3300, 400);
}

TEST_F(Rules, reduced_meals_are_for_households_without_residents_tax)
{
    const std::set<std::string> low{"A05", "A06", "B05", "B06", "B07", "B08"};
    for (const auto& row : town.rows) {
        for (const auto& item : row.coverage.limit_certificates)
            EXPECT_EQ(item.kind != domain::LimitKind::limit, low.contains(item.cls)) << item.cls;
    }
}

TEST_F(Rules, specific_diseases_as_in_japan)
{
    const auto has = [](int category) {
        return [category](const Coverage& c) {
            return std::ranges::any_of(c.specific_diseases, [&](const auto& d) { return d.category == category; });
        };
    };
    EXPECT_NEAR(people_with(has(1)), 280, 95);
    EXPECT_NEAR(people_with(has(2)), 6, 10);
    EXPECT_GT(people_with([](const Coverage& c) {
                  return std::ranges::any_of(c.specific_diseases, [](const auto& d) { return d.self_pay == 20'000; });
              }),
              8);
    for (const auto& row : town.rows) {
        for (const auto& disease : row.coverage.specific_diseases) {
            if (disease.self_pay != 20'000)
                continue;
            EXPECT_EQ(disease.category, 1);
            ASSERT_TRUE(disease.valid.to.has_value()); // ends before the elderly share begins
            EXPECT_LE(age_on(row.coverage.birth_date, *disease.valid.to), 70);
        }
    }
}

TEST_F(Rules, protected_people_moved_away_with_their_household)
{
    EXPECT_NEAR(people_with([](const Coverage& c) { return c.undisclosed || c.self_withheld; }), 120, 90);
    std::map<std::string, bool> households;
    for (const auto& row : town.rows) {
        const auto& c = row.coverage;
        if (c.insurer.is_late_elderly())
            continue;
        const auto [first, fresh] = households.try_emplace(c.insurer.text() + c.id.normal_key(), c.undisclosed);
        EXPECT_EQ(first->second, c.undisclosed);
    }
}

TEST_F(Rules, some_rows_were_taken_back)
{
    std::size_t taken_back = 0;
    for (const auto& row : town.rows) {
        taken_back += row.coverage.is_void() ? 1 : 0;
        if (row.coverage.is_void()) {
            EXPECT_EQ(row.coverage.loss_reason, domain::LossReason::other);
        }
    }
    EXPECT_NEAR(static_cast<double>(taken_back), 0.0014 * people, 0.0006 * people);
}

TEST_F(Rules, a_few_people_are_withheld_for_birth_date_or_sex)
{
    const auto withheld = [](const Spells& spells) {
        std::vector<Coverage> rows;
        for (const auto* c : spells)
            rows.push_back(*c);
        return std::ranges::count(domain::withheld(rows), true) > 0;
    };
    EXPECT_NEAR(people_of(withheld), 60, 45);
}

TEST_F(Rules, names_and_addresses_differ_between_rows_as_in_life)
{
    std::map<domain::Likeness, std::size_t> names;
    std::map<domain::Likeness, std::size_t> addresses;
    for (const auto& [person, spells] : town.people) {
        for (std::size_t i = 1; i < spells.size(); ++i) {
            ++names[domain::compare_names(spells[i - 1]->name, spells[i]->name)];
            ++addresses[domain::compare_addresses(*spells[i - 1], *spells[i])];
        }
    }
    EXPECT_GT(names[domain::Likeness::spelling], 10U); // 髙橋 and 高橋
    EXPECT_GT(names[domain::Likeness::partly], 50U);   // marriage
    EXPECT_GT(addresses[domain::Likeness::spelling], 500U);
    EXPECT_GT(addresses[domain::Likeness::different], 500U); // moved
}

TEST_F(Rules, names_of_foreigners_other_names_and_rare_characters)
{
    const auto in_alphabet = [](const Coverage& c) { return c.name.front() >= 'A' && c.name.front() <= 'Z'; };
    EXPECT_NEAR(people_with(in_alphabet), 2300, 400);
    EXPECT_NEAR(people_with([&](const Coverage& c) { return in_alphabet(c) && !c.name_other.empty(); }), 690, 200);
    EXPECT_NEAR(people_with([&](const Coverage& c) { return !in_alphabet(c) && !c.name_other.empty(); }), 700, 250);
    for (const auto& row : town.rows)
        EXPECT_EQ(row.coverage.name_other.empty(), row.coverage.name_other_kana.empty());
    for (const auto* rare : {"髙", "﨑", "濵", "栁", "\U00020BB7", "\U000E0100"})
        EXPECT_GT(people_with([&](const Coverage& c) { return c.name.contains(rare); }), 0) << rare;
}

TEST_F(Rules, children_before_school_are_there)
{
    EXPECT_NEAR(people_with([](const Coverage& c) { return age_on(c.birth_date, as_of()) < 6; }), 4300, 400);
}

} // namespace
} // namespace onshi::synth
